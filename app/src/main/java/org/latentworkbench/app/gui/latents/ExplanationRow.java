package org.latentworkbench.app.gui.latents;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.engine.search.syntax.Highlighter;
import org.latentworkbench.engine.search.syntax.StyledSpan;

/** The pattern that comes nearest to a latent, with its precision and recall; a click searches for it. */
final class ExplanationRow extends Button {
    private final TextFlow pattern = new TextFlow();
    private final Label precision = figure();
    private final Label recall = figure();
    private final HBox figures;
    private final Label waiting = new Label();
    private String script = "";

    ExplanationRow(Consumer<String> search) {
        setId("explanation");
        getStyleClass().setAll("explanation");
        setMaxWidth(Double.MAX_VALUE);
        setMinWidth(0);
        Label precisionName = name("precision");
        Label recallName = name("recall");
        figures = new HBox(4, precisionName, precision, recallName, recall);
        figures.setAlignment(Pos.CENTER_RIGHT);
        figures.setMinWidth(USE_PREF_SIZE);
        waiting.getStyleClass().add("hint");
        HBox words = new HBox(pattern, waiting);
        words.setAlignment(Pos.CENTER_LEFT);
        words.setFillHeight(false);
        words.setMinWidth(0);
        words.setPrefWidth(0);
        HBox.setHgrow(words, Priority.ALWAYS);
        Rectangle edge = new Rectangle();
        edge.widthProperty().bind(words.widthProperty());
        edge.heightProperty().bind(words.heightProperty());
        words.setClip(edge);
        pattern.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(8, new FontIcon("mdi2m-magnify"), words, figures);
        line.setAlignment(Pos.CENTER_LEFT);
        line.prefWidthProperty().bind(widthProperty().subtract(18));
        setGraphic(line);
        setOnAction(_ -> {
            if (!script.isEmpty()) {
                search.accept(script);
            }
        });
    }

    private static Label figure() {
        Label label = new Label();
        label.getStyleClass().addAll("strong", "figures");
        return label;
    }

    private static Label name(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("hint");
        return label;
    }

    void show(@Nullable Explained explained) {
        pattern.getChildren().clear();
        script = explained == null ? "" : explained.script();
        boolean found = !script.isEmpty();
        waiting.setText(found ? "" : explained == null ? "…" : "No pattern says where it fires.");
        waiting.setManaged(!found);
        figures.setVisible(found);
        setDisable(!found);
        if (explained == null || !found) {
            return;
        }
        int at = 0;
        for (StyledSpan styled : Highlighter.highlight(script)) {
            add(at, styled.span().offset(), "");
            add(
                    styled.span().offset(),
                    styled.span().end(),
                    styled.style().name().toLowerCase(Locale.ROOT));
            at = styled.span().end();
        }
        add(at, script.length(), "");
        precision.setText(Figures.two(explained.precision()));
        recall.setText(Figures.two(explained.recall()));
        setTooltip(new Tooltip(script + "\n" + explained.basis() + "\nClick to search."));
        setAccessibleText("search " + script);
    }

    private void add(int from, int to, String style) {
        if (to > from) {
            Text text = new Text(script.substring(from, to));
            text.getStyleClass().addAll("code-text", "query-" + style);
            pattern.getChildren().add(text);
        }
    }
}
