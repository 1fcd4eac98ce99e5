package org.latentworkbench.app.gui.theme;

/** What the person chose. */
public enum ThemeMode {
    /** Dark on white. */
    LIGHT,
    /** Light on near black. */
    DARK,
    /** As the system says, and at once when it changes. */
    SYSTEM
}
