package org.latentworkbench.app.gui.train;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.util.StringConverter;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.Clipboards;
import org.latentworkbench.app.gui.control.FigureView;
import org.latentworkbench.engine.pipeline.RunSummary;

/** A grid of runs at the left; at the right its frontier, its scaling fit and its table. */
final class SweepPane extends SplitPane {
    private final AppContext context;
    private final SweepViewModel model;
    private final FigureView frontier;
    private final FigureView scaling;
    private final Label fitWords = new Label();
    private final Label progress = new Label();
    private final TableView<RunSummary> table = new TableView<>();
    private final Button start = new Button("Start sweep");

    /**
     * @param onStart trains the grid
     * @param onShow looks at another sweep
     */
    SweepPane(AppContext context, SweepViewModel model, Runnable onStart, Runnable onShow) {
        this.context = context;
        this.model = model;
        setId("sweep");
        frontier = new FigureView(context.theme(), context.dialogs()::chooseTarget);
        frontier.setId("sweep-frontier");
        scaling = new FigureView(context.theme(), context.dialogs()::chooseTarget);
        scaling.setId("sweep-scaling");
        VBox left = form(onStart);
        left.setMinWidth(context.theme().px(300));
        SplitPane.setResizableWithParent(left, false);
        getItems().addAll(left, right(onShow));
        setDividerPositions(0.28);
        model.gridProperty().subscribe(_ -> showGrid());
        model.foundProperty().subscribe(_ -> showFound());
        context.theme().paletteProperty().subscribe(_ -> showFound());
    }

    private VBox form(Runnable onStart) {
        Label title = new Label("New sweep");
        title.getStyleClass().add("page-title");
        HBox head = new HBox(title);
        head.getStyleClass().add("form-head");
        Label message = new Label();
        message.setId("sweep-message");
        message.setWrapText(true);
        message.setMinHeight(Region.USE_PREF_SIZE);
        message.getStyleClass().add("form-message");
        model.gridProperty().subscribe(grid -> {
            message.setText(grid.message());
            message.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("invalid"), !grid.good());
        });
        VBox fields = new VBox(
                FormRow.text("sweep-name", "name", model.name, ""),
                new FormRow("vary", axisBox("sweep-first", model.first)),
                FormRow.text("sweep-first-values", "values", model.firstValues, ""),
                new FormRow("and", axisBox("sweep-second", model.second)),
                FormRow.text("sweep-second-values", "values", model.secondValues, ""),
                message);
        fields.getStyleClass().addAll("form-fields", "form-row");
        VBox.setVgrow(fields, Priority.ALWAYS);
        start.setId("sweep-start");
        start.getStyleClass().add("accent");
        start.setMaxWidth(Double.MAX_VALUE);
        start.setOnAction(_ -> onStart.run());
        VBox foot = new VBox(start);
        foot.getStyleClass().add("form-foot");
        VBox form = new VBox(head, fields, foot);
        form.getStyleClass().add("train-form");
        return form;
    }

    private static ComboBox<SweepViewModel.Axis> axisBox(
            String id, javafx.beans.property.ObjectProperty<SweepViewModel.Axis> value) {
        ComboBox<SweepViewModel.Axis> box = new ComboBox<>();
        box.setId(id);
        box.getItems().setAll(SweepViewModel.Axis.values());
        box.setConverter(new StringConverter<>() {
            @Override
            public String toString(SweepViewModel.@Nullable Axis axis) {
                return axis == null ? "" : axis.title();
            }

            @Override
            public SweepViewModel.Axis fromString(String text) {
                throw new UnsupportedOperationException("The list cannot be typed into.");
            }
        });
        box.valueProperty().bindBidirectional(value);
        return box;
    }

    private Node right(Runnable onShow) {
        ComboBox<String> sweeps = new ComboBox<>();
        sweeps.setId("sweep-choice");
        sweeps.setPromptText("no sweep yet");
        model.foundProperty().subscribe(found -> {
            if (!sweeps.getItems().equals(found.sweeps())) {
                sweeps.getItems().setAll(found.sweeps());
            }
            sweeps.setValue(found.name().isEmpty() ? null : found.name());
        });
        sweeps.setOnAction(_ -> {
            String chosen = sweeps.getValue();
            if (chosen != null && !chosen.equals(model.shown.get())) {
                model.shown.set(chosen);
                onShow.run();
            }
        });
        progress.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head =
                new HBox(sweeps, progress, space, Buttons.flat("mdi2c-content-copy", "Copy table", this::copyTable));
        head.getStyleClass().addAll("train-head", "line-bottom");
        HBox figures = new HBox(
                figure("FVU against L0", "one line per width; lower left is better", frontier),
                figure("Scaling fit", "FVU over width, log-log, 95 % intervals dashed", scaling));
        figures.getChildren().forEach(each -> HBox.setHgrow(each, Priority.ALWAYS));
        figures.getStyleClass().add("sweep-figures");
        columns();
        fitWords.setId("sweep-fit");
        fitWords.setWrapText(true);
        fitWords.setMinHeight(Region.USE_PREF_SIZE);
        fitWords.setMaxWidth(Double.MAX_VALUE);
        fitWords.getStyleClass().addAll("muted", "caption", "sweep-fit");
        fitWords.managedProperty().bind(fitWords.textProperty().isNotEmpty());
        SplitPane parts = new SplitPane(new VBox(head, grow(figures), fitWords), table);
        parts.setOrientation(javafx.geometry.Orientation.VERTICAL);
        parts.setDividerPositions(0.62);
        return parts;
    }

    private static VBox figure(String title, String subtitle, FigureView view) {
        Label name = new Label(title);
        name.getStyleClass().add("strong");
        Label about = new Label(subtitle);
        about.getStyleClass().addAll("muted", "caption");
        HBox head = new HBox(8, name, about);
        head.setAlignment(javafx.geometry.Pos.BASELINE_LEFT);
        VBox box = new VBox(6, head, grow(view));
        box.getStyleClass().add("sweep-figure");
        box.setPrefSize(100, 100);
        box.setMinSize(0, 0);
        return box;
    }

    private void columns() {
        table.setId("sweep-runs");
        table.getStyleClass().add("edge-to-edge");
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        Label none = new Label("A sweep trains every combination of two settings and reads the activations once.");
        none.getStyleClass().add("muted");
        table.setPlaceholder(none);
        table.getColumns().add(column("run", 200, RunSummary::name, false));
        table.getColumns().add(column("width", 70, run -> Words.count(run.width()), true));
        table.getColumns().add(column("k", 50, run -> run.k() > 0 ? String.valueOf(run.k()) : "–", true));
        table.getColumns().add(column("seed", 50, run -> String.valueOf(run.seed()), true));
        table.getColumns().add(column("steps", 70, run -> Words.count(run.steps()), true));
        table.getColumns().add(column("L0", 60, run -> decimals(run.l0(), 1), true));
        table.getColumns().add(column("FVU", 70, run -> decimals(run.fvu(), 4), true));
        table.getColumns().add(column("dead", 60, run -> decimals(run.deadFraction(), 3), true));
        table.getColumns().add(column("state", 100, RunSummary::status, false));
    }

    private static TableColumn<RunSummary, RunSummary> column(
            String title, double width, Function<RunSummary, String> words, boolean figure) {
        TableColumn<RunSummary, RunSummary> column = new TableColumn<>(title);
        column.setPrefWidth(width);
        column.setSortable(false);
        column.setReorderable(false);
        column.setCellValueFactory(features -> new ReadOnlyObjectWrapper<>(features.getValue()));
        column.setCellFactory(_ -> {
            TableCell<RunSummary, RunSummary> cell = new TableCell<>() {
                @Override
                protected void updateItem(@Nullable RunSummary run, boolean empty) {
                    super.updateItem(run, empty);
                    setText(empty || run == null ? null : words.apply(run));
                }
            };
            cell.getStyleClass().add(figure ? "figure" : "muted");
            return cell;
        });
        if (figure) {
            column.getStyleClass().add("figure");
        }
        return column;
    }

    private static String decimals(double value, int places) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, "%." + places + "f", value) : "–";
    }

    private void showGrid() {
        start.setDisable(!model.gridProperty().get().good());
    }

    private void showFound() {
        RunsOfSweep found = model.foundProperty().get();
        table.setItems(FXCollections.observableArrayList(found.runs()));
        long done = found.runs().stream().filter(RunSummary::isFinished).count();
        progress.setText(found.planned() == 0 ? "" : done + " of " + found.planned() + " runs done");
        var palette = context.theme().palette();
        frontier.figureProperty().set(found.runs().isEmpty() ? null : SweepFigures.frontier(found.runs(), palette));
        scaling.figureProperty()
                .set(found.fit().map(fit -> SweepFigures.scaling(fit, palette)).orElse(null));
        fitWords.setText(found.fit().map(FitWords::of).orElse(found.whyNoFit()));
    }

    private void copyTable() {
        StringBuilder text = new StringBuilder("run\twidth\tk\tseed\tsteps\tL0\tFVU\tdead\tstate\n");
        for (RunSummary run : model.foundProperty().get().runs()) {
            text.append(String.join(
                            "\t",
                            List.of(
                                    run.name(),
                                    String.valueOf(run.width()),
                                    String.valueOf(run.k()),
                                    String.valueOf(run.seed()),
                                    String.valueOf(run.steps()),
                                    String.valueOf(run.l0()),
                                    String.valueOf(run.fvu()),
                                    String.valueOf(run.deadFraction()),
                                    run.status())))
                    .append('\n');
        }
        Clipboards.putText(text.toString());
    }

    private static Node grow(Region node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }
}
