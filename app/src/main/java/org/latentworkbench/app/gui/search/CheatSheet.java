package org.latentworkbench.app.gui.search;

import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import org.latentworkbench.engine.search.syntax.LanguageReference;

/** The language on one card; a click on an example puts it into the editor. */
final class CheatSheet {
    private static final double WIDTH = 860;
    private static final double SYNTAX_WIDTH = 190;

    private final Popup popup = new Popup();

    /** @param use receives the pattern that was clicked */
    CheatSheet(Consumer<String> use) {
        VBox chapters = new VBox();
        chapters.getStyleClass().add("cheat-chapters");
        String group = "";
        for (LanguageReference.Entry entry : LanguageReference.entries()) {
            if (!entry.group().equals(group)) {
                group = entry.group();
                Label title = new Label(group);
                title.getStyleClass().addAll("small-heading", "cheat-title");
                chapters.getChildren().add(title);
            }
            chapters.getChildren().add(row(entry, use));
        }
        ScrollPane scroll = new ScrollPane(chapters);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(WIDTH, 520);
        StackPane card = new StackPane(scroll);
        card.getStyleClass().add("popup-card");
        popup.getContent().add(card);
        popup.setAutoHide(true);
    }

    private Button row(LanguageReference.Entry entry, Consumer<String> use) {
        Label syntax = new Label(entry.syntax());
        syntax.getStyleClass().add("code");
        syntax.setMinWidth(SYNTAX_WIDTH);
        syntax.setPrefWidth(SYNTAX_WIDTH);
        Label meaning = new Label(entry.meaning());
        meaning.getStyleClass().add("hint");
        meaning.setMinWidth(0);
        meaning.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(meaning, Priority.ALWAYS);
        Label example = new Label(entry.example().replace("\n", " ↵ "));
        example.getStyleClass().addAll("code", "cheat-example");
        example.setMinWidth(Region.USE_PREF_SIZE);
        HBox line = new HBox(12, syntax, meaning, example);
        line.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        Button button = new Button(null, line);
        button.getStyleClass().setAll("relation", "cheat-row");
        button.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(button.widthProperty().subtract(16));
        button.setAccessibleText(entry.syntax() + ": " + entry.meaning());
        button.setTooltip(
                new Tooltip(entry.meaning() + (entry.example().isEmpty() ? "" : "\nClick to try: " + entry.example())));
        button.setDisable(entry.example().isEmpty());
        button.setOnAction(_ -> {
            popup.hide();
            use.accept(entry.example());
        });
        return button;
    }

    void toggle(javafx.scene.Node under) {
        if (popup.isShowing()) {
            popup.hide();
            return;
        }
        var bounds = under.localToScreen(under.getLayoutBounds());
        popup.show(under, bounds.getMaxX() - WIDTH, bounds.getMaxY() + 4);
    }
}
