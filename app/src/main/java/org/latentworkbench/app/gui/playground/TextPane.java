package org.latentworkbench.app.gui.playground;

import java.util.BitSet;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.TextArea;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.TokenStrip;

/** Where the text is written, and its tokens shaded by the painted latents. */
final class TextPane extends VBox {
    private static final int ROWS = 3;

    private final PlaygroundViewModel model;
    private final TextArea editor = new TextArea();
    private final TokenStrip strip = new TokenStrip();
    private final Label count = new Label();
    private final Label problem = new Label();

    TextPane(PlaygroundViewModel model) {
        this.model = model;
        getStyleClass().addAll("playground-pane", "line-bottom");
        editor.setId("playground-text");
        editor.setWrapText(true);
        editor.setPrefRowCount(ROWS);
        editor.setMinHeight(USE_PREF_SIZE);
        editor.setPromptText("Type or paste a text, for example: Once upon a time there was a little girl named Lily.");
        editor.textProperty().bindBidirectional(model.textProperty());
        strip.setId("playground-strip");
        strip.excerptLinesProperty().set(0);
        strip.setOnChosen((token, shifted) -> choose(token, shifted));
        problem.setId("playground-problem");
        problem.getStyleClass().add("danger-text");
        problem.setWrapText(true);
        problem.textProperty().bind(model.problemProperty().orElse(""));
        problem.visibleProperty().bind(model.problemProperty().isNotNull());
        problem.managedProperty().bind(problem.visibleProperty());
        Label hint = new Label("Click a token for its latents; with Ctrl, its strongest is painted in violet too.");
        hint.getStyleClass().add("caption");
        getChildren().addAll(head(), editor, problem, strip, hint);
        model.answerProperty().subscribe(_ -> show());
        model.paintingProperty().subscribe(_ -> show());
        model.tokenProperty().subscribe(_ -> show());
    }

    private HBox head() {
        Label title = new Label("Text");
        title.getStyleClass().add("section-title");
        count.getStyleClass().add("muted");
        ProgressIndicator busy = new ProgressIndicator();
        busy.visibleProperty().bind(model.busyProperty());
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(8, title, count, busy, space, new PaintLegend(model));
        head.setAlignment(javafx.geometry.Pos.CENTER_LEFT);
        head.getChildren().add(Buttons.icon("mdi2f-format-pilcrow", "Show blanks and line breaks", () -> {
            strip.marksProperty().set(!strip.marksProperty().get());
        }));
        head.getChildren().add(Buttons.icon("mdi2c-content-copy", "Copy the text", strip::copy));
        return head;
    }

    private void choose(int token, boolean shifted) {
        model.tokenProperty().set(token);
        if (shifted) {
            model.latents().stream().findFirst().ifPresent(latent -> model.paint(latent.latent(), true));
        }
    }

    private void show() {
        ReadText.Answer now = model.answerProperty().get();
        boolean there = now != null && now.reading().ids().length > 0;
        strip.setVisible(there);
        strip.setManaged(there);
        if (now == null || !there) {
            count.setText("");
            strip.contentProperty().set(null);
            return;
        }
        int tokens = now.reading().ids().length;
        count.setText(tokens == 1 ? "1 token" : Figures.count(tokens) + " tokens");
        BitSet chosen = new BitSet();
        if (model.tokenProperty().get() >= 0) {
            chosen.set(model.tokenProperty().get());
        }
        strip.contentProperty()
                .set(PlaygroundStrips.of(
                        now.reading(), 0, model.paintingProperty().get(), chosen));
    }

    void focus() {
        editor.requestFocus();
    }
}
