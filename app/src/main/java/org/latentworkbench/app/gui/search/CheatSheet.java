package org.latentworkbench.app.gui.search;

import java.util.List;
import java.util.function.Consumer;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;

/** The language on one card; a click on an example puts it into the editor. */
final class CheatSheet {
    private record Example(String pattern, String meaning) {}

    private record Chapter(String title, List<Example> examples) {}

    private static final List<Chapter> CHAPTERS = List.of(
            new Chapter(
                    "Words",
                    List.of(
                            new Example(" said", "this word; the blank before it counts"),
                            new Example("( Lily| Mia| Sue)", "one of these"),
                            new Example(" once upon a", "a phrase; the match is its last token"),
                            new Example("\\. She", "a special character after a backslash"))),
            new Chapter(
                    "Blocks",
                    List.of(
                            new Example(" the . was", "any one token between"),
                            new Example("( very)+ big", "once or more; also * ? {2} {1,3}"),
                            new Example("\" .{1,6} said", "one to six tokens between"),
                            new Example("within{8} ( he| she).* said", "the whole match spans at most 8 tokens"))),
            new Chapter(
                    "Names",
                    List.of(
                            new Example("name = ( Lily| Mia| Sue)\n[name] said", "a definition, used below"),
                            new Example("[a=.].*[a]", "the same token again: induction"),
                            new Example("[re ` [A-Z][a-z]+`] said", "a token by regular expression"),
                            new Example("[flex `she`]", "any case, with or without blank"))),
            new Chapter(
                    "Around and inside",
                    List.of(
                            new Example("(?<=\") said", "only after a quotation mark; (?<! is its opposite"),
                            new Example(" cat(?! and)", "not followed by"),
                            new Example("[doc_start] .", "at the start of a document"),
                            new Example("[12>2] .", "after a token on which latent 12 is above 2"),
                            new Example("[label:\"names\"]", "any latent whose label holds the word"))));

    private static final double WIDTH = 560;

    private final Popup popup = new Popup();

    /** @param use receives the pattern that was clicked */
    CheatSheet(Consumer<String> use) {
        VBox chapters = new VBox();
        chapters.getStyleClass().add("cheat-chapters");
        for (Chapter chapter : CHAPTERS) {
            Label title = new Label(chapter.title());
            title.getStyleClass().addAll("small-heading", "cheat-title");
            chapters.getChildren().add(title);
            for (Example example : chapter.examples()) {
                chapters.getChildren().add(row(example, use));
            }
        }
        ScrollPane scroll = new ScrollPane(chapters);
        scroll.setFitToWidth(true);
        scroll.setPrefSize(WIDTH, 440);
        StackPane card = new StackPane(scroll);
        card.getStyleClass().add("popup-card");
        popup.getContent().add(card);
        popup.setAutoHide(true);
    }

    private Button row(Example example, Consumer<String> use) {
        Label pattern = new Label(example.pattern().replace("\n", " ↵ "));
        pattern.getStyleClass().add("code");
        pattern.setMinWidth(Region.USE_PREF_SIZE);
        Label meaning = new Label(example.meaning());
        meaning.getStyleClass().add("hint");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox line = new HBox(16, pattern, space, meaning);
        Button button = new Button(null, line);
        button.getStyleClass().setAll("relation", "cheat-row");
        button.setMaxWidth(Double.MAX_VALUE);
        line.prefWidthProperty().bind(button.widthProperty().subtract(16));
        button.setAccessibleText(example.pattern() + ": " + example.meaning());
        button.setOnAction(_ -> {
            popup.hide();
            use.accept(example.pattern());
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

    /** Every example's pattern. */
    static List<String> patterns() {
        return CHAPTERS.stream()
                .flatMap(chapter -> chapter.examples().stream())
                .map(Example::pattern)
                .toList();
    }
}
