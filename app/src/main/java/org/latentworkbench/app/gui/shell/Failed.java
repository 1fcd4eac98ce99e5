package org.latentworkbench.app.gui.shell;

import javafx.css.PseudoClass;

/** The pseudo class of what failed. */
final class Failed {
    static final PseudoClass CLASS = PseudoClass.getPseudoClass("failed");

    private Failed() {}
}
