package org.latentworkbench.app.gui.shell;

import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.action.ActionTable;

/** Every shortcut there is. */
final class ShortcutsCard extends VBox {
    ShortcutsCard(ActionTable actions) {
        setId("shortcuts");
        getStyleClass().add("settings-card");
        setFocusTraversable(true);
        Label heading = new Label("Keys");
        heading.getStyleClass().add("section-title");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("settings-grid");
        int row = 0;
        for (Action action : actions.all()) {
            if (action.keys() != null) {
                Label keys = new Label(action.keysText().orElse(""));
                keys.getStyleClass().add("keycap");
                grid.addRow(row++, keys, new Label(action.text()));
            }
        }
        String version = ShortcutsCard.class.getPackage().getImplementationVersion();
        Label about = new Label("Latent Workbench" + (version == null ? "" : " " + version) + ", Java "
                + Runtime.version().feature());
        about.getStyleClass().add("caption");
        getChildren().addAll(heading, grid, about);
    }
}
