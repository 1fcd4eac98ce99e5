package org.latentworkbench.app.gui.shell;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.SegmentedControl;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.app.gui.theme.ThemeMode;

/** Theme and size, applied at once. */
final class SettingsCard extends VBox {
    private final SegmentedControl<ThemeMode> choices;

    SettingsCard(Theme theme) {
        setId("settings");
        getStyleClass().add("settings-card");
        Label heading = new Label("Appearance");
        heading.getStyleClass().add("section-title");
        choices = new SegmentedControl<>(List.of(ThemeMode.values()), SettingsCard::words);
        choices.valueProperty().bindBidirectional(theme.modeProperty());

        Label size = new Label();
        size.getStyleClass().add("zoom-value");
        theme.scaleProperty().subscribe(scale -> size.setText(Math.round(100 * scale.doubleValue()) + " %"));
        HBox zoom = new HBox(
                step("mdi2m-minus", "Smaller", () -> theme.zoom(-1)),
                size,
                step("mdi2p-plus", "Larger", () -> theme.zoom(1)));
        zoom.getStyleClass().add("zoom");
        GridPane grid = new GridPane();
        grid.getStyleClass().add("settings-grid");
        grid.addRow(0, new Label("theme"), choices);
        grid.addRow(1, new Label("size"), zoom);
        getChildren().addAll(heading, grid);
    }

    Node focusTarget() {
        return choices.getChildren().get(choices.valueProperty().get().ordinal());
    }

    private static String words(ThemeMode mode) {
        return switch (mode) {
            case LIGHT -> "Light";
            case DARK -> "Dark";
            case SYSTEM -> "As the system";
        };
    }

    private static Button step(String icon, String words, Runnable action) {
        Button button = new Button();
        button.getStyleClass().add("icon-button");
        button.setGraphic(new FontIcon(icon));
        button.setAccessibleText(words);
        button.setOnAction(_ -> action.run());
        return button;
    }
}
