package org.latentworkbench.app.gui.action;

import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import org.kordamp.ikonli.javafx.FontIcon;

/** Buttons of actions: disabled with them, with a tooltip that says what, why not, and the shortcut. */
public final class ActionButtons {
    private ActionButtons() {}

    /** Icon only. */
    public static Button icon(Action action) {
        Button button = new Button();
        button.getStyleClass().add("icon-button");
        wire(button, action);
        return button;
    }

    /** Icon and text. */
    public static Button labelled(Action action) {
        Button button = new Button(action.text());
        wire(button, action);
        return button;
    }

    private static void wire(Button button, Action action) {
        button.setId(action.id().replace('.', '-'));
        button.setGraphic(new FontIcon(action.icon()));
        button.setAccessibleText(action.text());
        button.setOnAction(_ -> action.fire());
        Tooltip tooltip = new Tooltip(tip(action, ""));
        Tooltip.install(button, tooltip);
        if (action.disabledReason() != null) {
            action.disabledReason().subscribe(reason -> {
                button.setDisable(!reason.isEmpty());
                tooltip.setText(tip(action, reason));
            });
        }
    }

    private static String tip(Action action, String reason) {
        String what = action.description().isEmpty() ? action.text() : action.description();
        return what
                + action.keysText().map(keys -> "  (" + keys + ")").orElse("")
                + (reason.isEmpty() ? "" : "\n" + reason);
    }
}
