package org.latentworkbench.app.gui.search;

import java.util.List;
import java.util.Locale;
import javafx.geometry.HPos;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.latentworkbench.app.gui.control.Figures;

/** How often a query matches, per corpus. */
final class CorpusTable extends GridPane {
    private static final double FIGURE = 84;

    CorpusTable() {
        setId("corpora");
        getStyleClass().add("corpus-table");
        ColumnConstraints name = new ColumnConstraints();
        name.setHgrow(Priority.ALWAYS);
        getColumnConstraints().add(name);
        for (int i = 0; i < 3; i++) {
            ColumnConstraints figure = new ColumnConstraints(FIGURE);
            figure.setHalignment(HPos.RIGHT);
            getColumnConstraints().add(figure);
        }
        show(List.of());
    }

    /** What was found in a corpus that is not read to its end. */
    void showSoFar(String corpus, long matches) {
        clear();
        setVisible(true);
        addRow(1, new Label(corpus), figure(Figures.count(matches)), figure("…"), figure("…"));
    }

    private void clear() {
        getChildren().clear();
        addRow(0, head("corpus"), head("matches"), head("per million"), head("ms"));
    }

    void show(List<SearchAnswer.CorpusMatches> corpora) {
        clear();
        setVisible(!corpora.isEmpty());
        int row = 1;
        for (SearchAnswer.CorpusMatches corpus : corpora) {
            addRow(
                    row++,
                    new Label(corpus.corpus()),
                    figure(Figures.count(corpus.matches())),
                    figure(Double.isNaN(corpus.perMillion()) ? "–" : Figures.count(Math.round(corpus.perMillion()))),
                    figure(String.format(Locale.US, "%.0f", Math.max(1, corpus.millis()))));
        }
    }

    private static Label head(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("hint");
        return label;
    }

    private static Label figure(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("figures");
        return label;
    }
}
