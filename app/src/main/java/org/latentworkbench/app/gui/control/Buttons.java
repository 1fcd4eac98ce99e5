package org.latentworkbench.app.gui.control;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons as every view has them. */
public final class Buttons {
    private Buttons() {}

    /**
     * A button of an icon alone.
     *
     * @param icon an Ikonli literal
     * @param words what it does, for the tooltip and for screen readers
     */
    public static Button icon(String icon, String words, Runnable action) {
        Button button = new Button(null, new FontIcon(icon));
        button.getStyleClass().add("icon-button");
        button.setTooltip(new Tooltip(words));
        button.setAccessibleText(words);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** A quiet button with an icon and words. */
    public static Button flat(String icon, String words, Runnable action) {
        Button button = new Button(words, new FontIcon(icon));
        button.getStyleClass().add("flat");
        button.setOnAction(_ -> action.run());
        return button;
    }
}
