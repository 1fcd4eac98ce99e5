package org.latentworkbench.app.gui.control;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** What a person copies goes through here. */
public final class Clipboards {
    private Clipboards() {}

    /** Puts text on the system's clipboard. */
    public static void putText(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }
}
