package org.latentworkbench.app.gui.train;

import java.time.Duration;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.transformation.SortedList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.SeriesMark;
import org.latentworkbench.app.gui.control.SeriesStyle;

/** The runs of the workspace with what they reached. */
final class RunTable extends TableView<RunRow> {
    private static final KeyCombination COPY = new KeyCodeCombination(KeyCode.C, KeyCombination.SHORTCUT_DOWN);

    private final TrainViewModel model;

    /**
     * @param open shows the latents of a run
     * @param reuse fills the form from a run
     */
    RunTable(TrainViewModel model, Consumer<RunRow> open, Consumer<RunRow> reuse) {
        super(new SortedList<>(model.runs()));
        this.model = model;
        if (getItems() instanceof SortedList<RunRow> sorted) {
            sorted.comparatorProperty().bind(comparatorProperty());
        }
        setId("runs");
        setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label none = new Label("Runs appear here. Start one at the left.");
        none.getStyleClass().add("muted");
        setPlaceholder(none);
        getColumns().add(marks());
        getColumns().add(text("run", 120, RunRow::name, "strong", Comparator.comparing(RunRow::name)));
        getColumns()
                .add(text(
                        "kind",
                        160,
                        row -> KindChoice.titleOf(row.kind()),
                        "muted",
                        Comparator.comparing(RunRow::kind)));
        getColumns().add(figure("width", 64, row -> Words.count(row.width()), RunRow::width));
        getColumns().add(figure("L0", 52, row -> decimals(row.l0(), 1), RunRow::l0));
        getColumns().add(figure("FVU", 60, row -> decimals(row.fvu(), 3), RunRow::fvu));
        getColumns().add(figure("dead", 60, row -> decimals(row.dead(), 3), RunRow::dead));
        getColumns().add(figure("steps", 68, row -> Words.count(row.steps()), RunRow::steps));
        getColumns().add(figure("time", 92, RunTable::time, RunRow::seconds));
        getColumns().add(states());
        setRowFactory(_ -> row(open, reuse));
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (COPY.match(event)) {
                copy();
                event.consume();
            }
        });
        getSelectionModel().selectedItemProperty().subscribe(row -> {
            if (row != null) {
                model.selectedProperty().set(row.name());
            }
        });
        model.selectedProperty().subscribe(_ -> reselect());
        model.runs().subscribe(this::reselect);
    }

    /** Puts all rows on the clipboard, with tabs, in the order they are shown. */
    void copy() {
        StringBuilder text = new StringBuilder("run\tkind\twidth\tL0\tFVU\tdead\tsteps\tseconds\tstate\n");
        for (RunRow row : getItems()) {
            text.append(String.join(
                            "\t",
                            row.name(),
                            row.kind(),
                            String.valueOf(row.width()),
                            String.valueOf(row.l0()),
                            String.valueOf(row.fvu()),
                            String.valueOf(row.dead()),
                            String.valueOf(row.steps()),
                            String.valueOf(row.seconds()),
                            row.state().words()))
                    .append('\n');
        }
        Clipboards.putText(text.toString());
    }

    /** Rows are new objects whenever the files changed; the selection follows the name. */
    private void reselect() {
        model.selectedRun().ifPresent(row -> {
            if (getSelectionModel().getSelectedItem() != row) {
                getSelectionModel().select(row);
            }
        });
    }

    private TableRow<RunRow> row(Consumer<RunRow> open, Consumer<RunRow> reuse) {
        TableRow<RunRow> row = new TableRow<>();
        MenuItem show = new MenuItem("Show its latents");
        show.setOnAction(_ -> open.accept(row.getItem()));
        MenuItem again = new MenuItem("Use its settings for a new run");
        again.setOnAction(_ -> reuse.accept(row.getItem()));
        ContextMenu menu = new ContextMenu(show, again);
        row.emptyProperty().subscribe(empty -> row.setContextMenu(empty ? null : menu));
        row.setOnMouseClicked(event -> {
            if (event.getClickCount() == 2 && !row.isEmpty()) {
                open.accept(row.getItem());
            }
        });
        return row;
    }

    private TableColumn<RunRow, RunRow> marks() {
        TableColumn<RunRow, RunRow> column = column("", 36);
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RunRow row, boolean empty) {
                super.updateItem(row, empty);
                if (empty || row == null) {
                    setGraphic(null);
                    return;
                }
                int place = model.shown().indexOf(row.name());
                SeriesMark mark = new SeriesMark(place < 0 ? Optional.empty() : Optional.of(SeriesStyle.nth(place)));
                StackPane target = new StackPane(mark);
                target.getStyleClass().add("mark-target");
                target.setOnMouseClicked(event -> {
                    model.toggle(row.name());
                    getTableView().refresh();
                    event.consume();
                });
                Tooltip.install(target, new Tooltip(place < 0 ? "Draw its curves" : "Hide its curves"));
                setGraphic(target);
            }
        });
        return column;
    }

    private static TableColumn<RunRow, RunRow> text(
            String title, double width, Function<RunRow, String> words, String style, Comparator<RunRow> order) {
        TableColumn<RunRow, RunRow> column = column(title, width);
        column.setSortable(true);
        column.setComparator(order);
        column.setCellFactory(_ -> cell(words, style));
        return column;
    }

    private static TableColumn<RunRow, RunRow> figure(
            String title, double width, Function<RunRow, String> words, ToDoubleFunction<RunRow> value) {
        TableColumn<RunRow, RunRow> column = text(title, width, words, "figure", Comparator.comparingDouble(value));
        column.getStyleClass().add("figure");
        return column;
    }

    private static TableCell<RunRow, RunRow> cell(Function<RunRow, String> words, String style) {
        TableCell<RunRow, RunRow> cell = new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RunRow row, boolean empty) {
                super.updateItem(row, empty);
                setText(empty || row == null ? null : words.apply(row));
            }
        };
        cell.getStyleClass().add(style);
        return cell;
    }

    private static TableColumn<RunRow, RunRow> states() {
        TableColumn<RunRow, RunRow> column = column("state", 132);
        column.setSortable(true);
        column.setComparator(Comparator.comparing(RunRow::state));
        column.setCellFactory(_ -> new TableCell<>() {
            @Override
            protected void updateItem(@Nullable RunRow row, boolean empty) {
                super.updateItem(row, empty);
                setGraphic(empty || row == null ? null : state(row));
            }
        });
        return column;
    }

    private static HBox state(RunRow row) {
        HBox box = new HBox();
        box.getStyleClass().add("run-state");
        if (row.state() == RunState.RUNNING) {
            Region fill = new Region();
            fill.getStyleClass().addAll("bar-fill", "accent");
            fill.setMinWidth(0);
            StackPane bar = new StackPane(fill);
            bar.getStyleClass().addAll("bar-track", "run-bar");
            StackPane.setAlignment(fill, javafx.geometry.Pos.CENTER_LEFT);
            fill.maxWidthProperty().bind(bar.widthProperty().multiply(row.fraction()));
            box.getChildren().addAll(bar, new Label(Math.round(100 * row.fraction()) + " %"));
        } else {
            FontIcon icon = new FontIcon(row.state().icon());
            icon.getStyleClass().add(row.state().tone());
            Label words = new Label(row.state().words());
            words.getStyleClass().add("muted");
            box.getChildren().addAll(icon, words);
        }
        return box;
    }

    private static TableColumn<RunRow, RunRow> column(String title, double width) {
        TableColumn<RunRow, RunRow> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setMinWidth(Math.min(width, 48));
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        return column;
    }

    private static String decimals(double value, int places) {
        return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%." + places + "f", value);
    }

    private static String time(RunRow row) {
        double seconds = row.seconds();
        return Double.isNaN(seconds) ? "–" : Words.duration(Duration.ofMillis(Math.round(1000 * seconds)));
    }
}
