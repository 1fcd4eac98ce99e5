package org.latentworkbench.app.gui.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.control.Bar;
import org.latentworkbench.engine.text.TokenStatistics;

/** The most frequent tokens of a corpus, and how long its tokens and documents are, as bars. */
final class CorpusCounts extends VBox {
    private static final int FREQUENT = 12;

    CorpusCounts(DataViewModel model) {
        setId("data-counts");
        getStyleClass().add("corpus-counts");
        model.statisticsProperty().subscribe(this::show);
    }

    private void show(Optional<TokenStatistics> counted) {
        getChildren().clear();
        if (counted.isEmpty()) {
            Label wait = new Label("counting tokens …");
            wait.getStyleClass().add("hint");
            getChildren().add(wait);
            return;
        }
        TokenStatistics statistics = counted.get();
        getChildren()
                .addAll(
                        group(
                                "Most frequent tokens",
                                Words.count(statistics.distinct()) + " of " + Words.count(statistics.vocabulary())
                                        + " occur",
                                statistics.frequent().stream()
                                        .limit(FREQUENT)
                                        .map(each -> new Row(quoted(each.text()), each.count(), percent(each.share())))
                                        .toList()),
                        group("Token length", "characters, blank included", lengths(statistics)),
                        group("Document length", "tokens", documents(statistics)));
    }

    private record Row(String name, long count, String figure) {}

    static String quoted(String text) {
        return "“" + text.replace("\n", "↵").replace("\t", "⇥") + "”";
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.001 ? "%.2f %%" : "%.1f %%", 100 * share);
    }

    private static List<Row> lengths(TokenStatistics statistics) {
        List<Row> rows = new ArrayList<>();
        for (int length = 0; length < statistics.lengths().size(); length++) {
            long count = statistics.lengths().get(length);
            if (count > 0) {
                String name = length + (length == TokenStatistics.LONGEST ? " and more" : "");
                rows.add(new Row(name, count, percent(count / (double) statistics.tokens())));
            }
        }
        return rows;
    }

    private static List<Row> documents(TokenStatistics statistics) {
        List<Row> rows = new ArrayList<>();
        boolean begun = false;
        for (int bin = 0; bin < statistics.documents().size(); bin++) {
            long count = statistics.documents().get(bin);
            begun |= count > 0;
            if (begun) {
                String name = bin == 0 ? "1" : Words.count(1L << bin) + "–" + Words.count((2L << bin) - 1);
                rows.add(new Row(name, count, Words.count(count)));
            }
        }
        return rows;
    }

    private static Node group(String heading, String measure, List<Row> rows) {
        Label name = new Label(heading);
        name.getStyleClass().add("small-heading");
        Label how = new Label(measure);
        how.getStyleClass().add("hint");
        HBox head = new HBox(6, name, how);
        head.setAlignment(Pos.BASELINE_LEFT);
        head.getStyleClass().add("data-heading");
        VBox group = new VBox(head);
        long most = rows.stream().mapToLong(Row::count).max().orElse(1);
        for (Row row : rows) {
            group.getChildren().add(line(row, most));
        }
        return group;
    }

    private static Node line(Row row, long most) {
        Label name = new Label(row.name());
        name.getStyleClass().add("count-name");
        Bar bar = new Bar(6);
        bar.setShare(row.count() / (double) most);
        HBox.setHgrow(bar, Priority.ALWAYS);
        Label figure = new Label(row.figure());
        figure.getStyleClass().addAll("figures", "count-figure");
        HBox line = new HBox(8, name, bar, figure);
        line.getStyleClass().add("count-row");
        line.setAccessibleText(row.name() + ", " + Words.count(row.count()));
        return line;
    }
}
