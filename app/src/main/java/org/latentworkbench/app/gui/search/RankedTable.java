package org.latentworkbench.app.gui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import javafx.beans.binding.Bindings;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.control.BarCell;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.TopTokens;
import org.latentworkbench.app.gui.control.TopTokensCell;

/** The latents of an answer, best first. */
final class RankedTable extends VBox {
    private static final PseudoClass MISSING = PseudoClass.getPseudoClass("missing");

    private static final double WIDE = 740;
    private static final double HALF = 0.5;

    private final SearchViewModel model;
    private final TableView<RankedRow> table = new TableView<>();
    private final TableColumn<RankedRow, Number> cosine =
            bars("cosine", row -> row.scores().cosine());
    private final TableColumn<RankedRow, Number> precision =
            bars("precision", row -> row.scores().precision());
    private final TableColumn<RankedRow, Number> recall =
            bars("recall", row -> row.scores().recall());
    private final TableColumn<RankedRow, Number> mean =
            figure("mean", row -> row.scores().mean(), Figures::one, 52);
    private final TableColumn<RankedRow, Number> f1 =
            figure("F1", row -> row.scores().f1(), Figures::two, 52);
    private final TableColumn<RankedRow, Number> lift =
            figure("lift", row -> row.scores().lift(), Figures::one, 60);
    private final TableColumn<RankedRow, Number> density = figure("density", RankedRow::density, Figures::density, 72);
    private final TableColumn<RankedRow, TopTokens> tokens =
            column("top tokens", RankedRow::tokens, TopTokensCell::new, 200, 400);
    private final Label summary = new Label();
    private final Label cost = new Label();
    private final Label foot = new Label();
    private boolean showing;

    RankedTable(SearchViewModel model, Runnable open) {
        this.model = model;
        table.setId("ranked");
        table.getStyleClass().add("ranked");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
        table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        table.getColumns()
                .addAll(List.of(
                        figure("#", row -> row.place(), v -> Figures.count(Math.round(v)), 40),
                        figure("id", row -> row.latent(), v -> Figures.count(Math.round(v)), 60),
                        column("label", row -> row, TitleCell::new, 130, 1000),
                        figure("lvl", row -> row.level(), v -> Figures.count(Math.round(v)), 40),
                        cosine,
                        precision,
                        recall,
                        f1,
                        lift,
                        mean,
                        density,
                        tokens));
        Label empty = new Label();
        empty.textProperty()
                .bind(Bindings.createStringBinding(
                        () -> model.firstMatchesProperty().get() == null
                                ? whyEmpty(model.answerProperty().get())
                                : "Latents are ranked once the whole corpus is read.",
                        model.answerProperty(),
                        model.firstMatchesProperty()));
        empty.getStyleClass().add("empty-words");
        table.setPlaceholder(empty);
        table.getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null && !showing) {
                model.selectedProperty().set(row);
            }
        });
        table.addEventFilter(KeyEvent.KEY_PRESSED, event -> keyPressed(event, open));
        table.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && model.selectedProperty().get() != null) {
                open.run();
            }
        });
        VBox.setVgrow(table, Priority.ALWAYS);
        foot.getStyleClass().add("caption");
        foot.setMinWidth(0);
        HBox footRow = new HBox(foot);
        footRow.getStyleClass().addAll("pane-foot", "line-top");
        getChildren().addAll(head(), table, footRow);
        model.answerProperty().subscribe(this::show);
        widthProperty().subscribe(this::showFurther);
        model.selectedProperty().subscribe(this::select);
        model.errorProperty().subscribe(this::dim);
        model.firstMatchesProperty().subscribe(this::dim);
    }

    /** What is shown is of the query before while this one is wrong or not answered. */
    private void dim() {
        boolean before = model.errorProperty().get() != null
                || model.firstMatchesProperty().get() != null
                        && !model.answerProperty().get().rows().isEmpty();
        for (Node part : List.of(table, summary, cost)) {
            part.setOpacity(before ? HALF : 1);
        }
    }

    private static String whyEmpty(SearchAnswer answer) {
        if (answer.query().isBlank()) {
            return "Type a phrase. Try “ said” or open the cheat sheet.";
        }
        boolean unmatched = answer.corpora().stream().allMatch(corpus -> corpus.matches() == 0);
        return switch (answer.query().mode()) {
            case PATTERN -> unmatched ? "Nothing matches in this corpus." : "No latent of these fires on a match.";
            case TEXT -> unmatched ? "No context holds these words." : "No latent fires in these contexts.";
            case LABELS -> "No label, note or top token holds these words.";
        };
    }

    private HBox head() {
        Label title = new Label("Latents");
        title.getStyleClass().add("section-title");
        title.setMinWidth(USE_PREF_SIZE);
        summary.setId("search-summary");
        summary.getStyleClass().add("muted");
        summary.textProperty().bind(model.answerProperty().map(SearchAnswer::summary));
        cost.setId("search-cost");
        cost.getStyleClass().add("caption");
        cost.textProperty().bind(model.answerProperty().map(SearchAnswer::cost));
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        ProgressIndicator busy = new ProgressIndicator();
        busy.setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        busy.visibleProperty().bind(model.busyProperty());
        HBox head = new HBox(title, summary, busy, space, cost);
        head.getStyleClass().addAll("pane-head", "line-bottom");
        return head;
    }

    private void show(SearchAnswer answer) {
        SearchMode mode = answer.query().mode();
        cosine.setVisible(mode == SearchMode.PATTERN);
        precision.setVisible(mode == SearchMode.PATTERN);
        recall.setVisible(mode != SearchMode.LABELS);
        recall.setText(mode == SearchMode.TEXT ? "contexts" : "recall");
        mean.setVisible(mode != SearchMode.LABELS);
        density.setVisible(mode == SearchMode.LABELS);
        tokens.setVisible(mode != SearchMode.PATTERN);
        showFurther();
        showing = true;
        table.getSortOrder().clear();
        table.getItems().setAll(answer.rows());
        if (mode == SearchMode.PATTERN) {
            cosine.setSortType(TableColumn.SortType.DESCENDING);
            table.getSortOrder().add(cosine);
        }
        showing = false;
        select(model.selectedProperty().get());
    }

    /** What can be seen from the other columns too is left out where there is little room. */
    private void showFurther() {
        SearchMode mode = model.answerProperty().get().query().mode();
        boolean room = getWidth() >= WIDE && mode == SearchMode.PATTERN;
        f1.setVisible(room);
        lift.setVisible(room);
        foot.setText(
                switch (mode) {
                    case PATTERN ->
                        "cosine of the match mask with the activations; precision = firing matches / firings;"
                                + " recall = firing matches / matches"
                                + (room ? "; lift = precision / share of matches" : "");
                    case TEXT ->
                        "contexts = share of the found contexts in which it fires; ordered by how much more often than elsewhere";
                    case LABELS -> "best words first";
                });
    }

    private void select(@Nullable RankedRow row) {
        if (row != null && row != table.getSelectionModel().getSelectedItem()) {
            showing = true;
            table.getSelectionModel().clearSelection();
            table.getSelectionModel().select(row);
            showing = false;
        }
    }

    private void keyPressed(KeyEvent event, Runnable open) {
        if (event.getCode() == KeyCode.ENTER && model.selectedProperty().get() != null) {
            open.run();
            event.consume();
        } else if (event.getCode() == KeyCode.C && event.isShortcutDown()) {
            Clipboards.putText(tsv(new ArrayList<>(table.getSelectionModel().getSelectedItems())));
            event.consume();
        }
    }

    /** Rows as tab-separated text with a header. */
    static String tsv(List<RankedRow> rows) {
        StringBuilder out = new StringBuilder("place\tid\tlabel\tlevel\tcosine\tprecision\trecall\tf1\tlift\tmean\n");
        for (RankedRow row : rows) {
            out.append(row.place())
                    .append('\t')
                    .append(row.latent())
                    .append('\t')
                    .append(row.title().replace('\t', ' ').replace('\n', ' '))
                    .append('\t')
                    .append(row.level());
            RankedRow.Scores scores = row.scores();
            for (double value : new double[] {
                scores.cosine(), scores.precision(), scores.recall(), scores.f1(), scores.lift(), scores.mean()
            }) {
                out.append('\t').append(Double.isNaN(value) ? "" : Double.toString(value));
            }
            out.append('\n');
        }
        return out.toString();
    }

    private static TableColumn<RankedRow, Number> bars(String title, ToDoubleFunction<RankedRow> value) {
        TableColumn<RankedRow, Number> column = column(
                title,
                row -> value.applyAsDouble(row),
                () -> new BarCell<RankedRow>(v -> v, Figures::two, 0, 6),
                100,
                130);
        column.setMinWidth(92);
        column.getStyleClass().add("figure");
        return column;
    }

    private static TableColumn<RankedRow, Number> figure(
            String title, ToDoubleFunction<RankedRow> value, DoubleFunction<String> write, double width) {
        TableColumn<RankedRow, Number> column =
                column(title, row -> value.applyAsDouble(row), () -> new FigureCell(write), width, width + 12);
        column.setMinWidth(width); // a cut-off figure is a wrong one
        column.getStyleClass().add("figure");
        return column;
    }

    private static <T> TableColumn<RankedRow, T> column(
            String title,
            Function<RankedRow, ? extends T> value,
            Supplier<TableCell<RankedRow, T>> cell,
            double width,
            double most) {
        TableColumn<RankedRow, T> column = new TableColumn<>(title);
        column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(value.apply(row.getValue())));
        column.setCellFactory(_ -> cell.get());
        column.setMinWidth(Math.min(40, width));
        column.setPrefWidth(width);
        column.setMaxWidth(most);
        return column;
    }

    private static final class FigureCell extends TableCell<RankedRow, Number> {
        private final DoubleFunction<String> write;

        FigureCell(DoubleFunction<String> write) {
            this.write = write;
            getStyleClass().add("figures");
            setAlignment(Pos.CENTER_RIGHT);
        }

        @Override
        protected void updateItem(@Nullable Number item, boolean empty) {
            super.updateItem(item, empty);
            setText(empty || item == null ? null : write.apply(item.doubleValue()));
        }
    }

    private static final class TitleCell extends TableCell<RankedRow, RankedRow> {
        TitleCell() {
            getStyleClass().add("label-cell");
        }

        @Override
        protected void updateItem(@Nullable RankedRow item, boolean empty) {
            super.updateItem(item, empty);
            boolean shown = !empty && item != null;
            setText(shown && item != null ? item.title() : null);
            pseudoClassStateChanged(MISSING, shown && item != null && !item.named());
        }
    }
}
