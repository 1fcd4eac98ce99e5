package org.latentworkbench.app.gui.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javafx.beans.binding.Bindings;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.action.ActionButtons;
import org.latentworkbench.app.gui.control.Buttons;
import org.latentworkbench.app.gui.control.SegmentedControl;
import org.latentworkbench.app.gui.control.SeriesMark;
import org.latentworkbench.app.gui.control.SeriesStyle;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.engine.training.RunFolder;

/** Form at the left; at the right the curves and, under them, the runs. */
final class TrainPane extends SplitPane {
    private static final double LEAST_FORM_WIDTH = 300;
    private static final double FORM_WIDTH = 344;
    private static final double CURVES_SHARE = 0.645;

    private final AppContext context;
    private final TrainViewModel model;
    private final Runs runs;
    private final TrainForm form;
    private final CurvesPane curves;
    private final HBox legend = new HBox();
    private final SegmentedControl<CurvesPane.Over> over =
            new SegmentedControl<>(List.of(CurvesPane.Over.values()), CurvesPane.Over::title);
    private final Button pause = button("train-pause", "Pause", "mdi2p-pause");
    private final Button stop = button("train-stop", "Stop", "mdi2s-stop-circle-outline");
    private final Button branch = button("train-branch", "Branch", "mdi2s-source-branch");
    private final Button resume = button("train-resume", "Resume", "mdi2p-play-outline");

    /** @param start starts the run of the form */
    TrainPane(AppContext context, TrainViewModel model, Runs runs, Runnable start) {
        this.context = context;
        this.model = model;
        this.runs = runs;
        form = new TrainForm(model, start);
        curves = new CurvesPane(context.theme(), context.dialogs()::chooseTarget);
        setId("train");
        VBox.setVgrow(form, Priority.ALWAYS);
        StackPane left = new StackPane(new VBox(branchLine(), form), noData());
        left.setMinWidth(context.theme().px(LEAST_FORM_WIDTH));
        SplitPane.setResizableWithParent(left, false);
        SplitPane right = new SplitPane(new VBox(head(), grow(curves)), runsBelow());
        right.setOrientation(Orientation.VERTICAL);
        getItems().addAll(left, right);
        keepWidth(left);
        keepDivider(right, "train.curves", CURVES_SHARE);
        model.runs().subscribe(this::update);
        model.shown().subscribe(this::update);
        model.selectedProperty().subscribe(_ -> update());
        over.valueProperty().subscribe(_ -> update());
        context.jobs().list().subscribe(this::update);
        context.jobs().busyProperty().subscribe(busy -> form.startText(busy ? "Add to queue" : "Start training"));
        pause.setOnAction(_ -> selectedJob().ifPresent(RunningJob::cancel));
        pause.setTooltip(new Tooltip("Stops at the next step and leaves a checkpoint; Resume goes on from it."));
        stop.setOnAction(_ -> model.selectedRun().ifPresent(run -> runs.end(run.name())));
        stop.setTooltip(new Tooltip("Ends the run here, keeps what it has reached and makes it searchable."));
        branch.setOnAction(_ -> model.selectedRun().ifPresent(this::branch));
        branch.setTooltip(new Tooltip("Begins a new run with a checkpoint of this one, under other settings."));
        resume.setOnAction(_ -> resume());
    }

    /** Stands over the form while there is nothing to train on. */
    private Node noData() {
        Label words = new Label("Training needs activations: a language model and a text it reads."
                + " Begin with what comes with the program, or import your own.");
        words.setWrapText(true);
        words.getStyleClass().add("muted");
        Button bring = new Button("Use the built-in model and stories");
        bring.setId("train-bring-stories");
        bring.getStyleClass().add("accent");
        bring.setOnAction(_ -> context.session().workspace().ifPresent(runs::bringStories));
        VBox box = new VBox(
                words,
                bring,
                ActionButtons.labelled(context.actions().get("import.model")),
                ActionButtons.labelled(context.actions().get("import.texts")));
        box.getStyleClass().add("train-empty");
        box.visibleProperty().bind(Bindings.isEmpty(model.dataChoices()));
        return box;
    }

    /** Says what the next run begins with, and takes it back. */
    private Node branchLine() {
        Label words = new Label();
        words.setId("train-branch-of");
        words.setWrapText(true);
        HBox.setHgrow(words, Priority.ALWAYS);
        words.setMaxWidth(Double.MAX_VALUE);
        HBox line = new HBox(
                new FontIcon("mdi2s-source-branch"),
                words,
                Buttons.icon("mdi2c-close", "Begin from nothing", () -> model.branch.set(null)));
        line.getStyleClass().addAll("branch-line", "line-bottom");
        model.branch.subscribe(from -> {
            line.setVisible(from != null);
            line.setManaged(from != null);
            words.setText(
                    from == null ? "" : "Begins with " + from.run() + " at step " + Words.count(from.step()) + ".");
        });
        return line;
    }

    private void branch(RunRow run) {
        context.session().workspace().ifPresent(workspace -> context.jobs()
                .lanes()
                .ask(
                        () -> new RunFolder(workspace.saeDir(run.name())).states(),
                        states -> choose(run, states),
                        reason -> context.notifier().error("The checkpoints could not be read", reason)));
    }

    private void choose(RunRow run, List<RunFolder.State> states) {
        if (states.isEmpty()) {
            context.notifier().info(run.name() + " has kept no checkpoint to begin with.");
            return;
        }
        Map<String, RunFolder.State> byWords = new LinkedHashMap<>();
        for (RunFolder.State state : states.reversed()) {
            byWords.put("step " + Words.count(state.step()) + (state.best() ? ", the best" : ""), state);
        }
        context.dialogs()
                .choose("Which state of " + run.name() + " does the new run begin with?", List.copyOf(byWords.keySet()))
                .map(byWords::get)
                .ifPresent(state -> {
                    model.fillFrom(run);
                    model.branch.set(new BranchStart(run.name(), state.step(), run.width()));
                });
    }

    private void resume() {
        context.session().workspace().ifPresent(workspace -> model.selectedRun()
                .ifPresent(run -> runs.resume(workspace, run)));
    }

    private Node head() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        legend.getStyleClass().add("run-legend");
        HBox head = new HBox(legend, space, over, resume, pause, stop, branch);
        head.getStyleClass().addAll("train-head", "line-bottom");
        return head;
    }

    private Node runsBelow() {
        Label title = new Label("Runs");
        title.getStyleClass().add("page-title");
        Label count = new Label();
        count.getStyleClass().add("muted");
        count.textProperty().bind(Bindings.size(model.runs()).asString());
        RunTable table = new RunTable(model, run -> runs.look(run.name()), model::fillFrom);
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        HBox head = new HBox(title, count, space, Buttons.flat("mdi2c-content-copy", "Copy table", table::copy));
        head.getStyleClass().addAll("train-head", "line-bottom");
        table.getStyleClass().add("edge-to-edge");
        return new VBox(head, grow(table));
    }

    private void update() {
        List<RunRow> shown = model.shownRuns();
        legend.getChildren().clear();
        for (int i = 0; i < shown.size(); i++) {
            legend.getChildren().add(name(shown.get(i), SeriesStyle.nth(i)));
        }
        curves.show(shown, model.selectedRun(), over.valueProperty().get());
        pause.setDisable(selectedJob().isEmpty());
        stop.setDisable(selectedJob().isEmpty());
        branch.setDisable(model.selectedRun()
                .filter(run -> run.state() != RunState.RUNNING && run.config().isPresent())
                .isEmpty());
        resume.setDisable(model.selectedRun()
                .filter(run -> run.state() == RunState.STOPPED && run.config().isPresent())
                .isEmpty());
    }

    private Label name(RunRow run, SeriesStyle style) {
        Label name = new Label(run.name(), new SeriesMark(Optional.of(style)));
        name.getStyleClass().add("run-name");
        if (run.name().equals(model.selectedProperty().get())) {
            name.getStyleClass().add("strong");
        }
        name.setOnMouseClicked(_ -> model.selectedProperty().set(run.name()));
        return name;
    }

    private Optional<RunningJob<?>> selectedJob() {
        return model.selectedRun().flatMap(run -> runs.job(run.name())).filter(job -> !job.state()
                .isFinished());
    }

    private static Node grow(Region node) {
        VBox.setVgrow(node, Priority.ALWAYS);
        return node;
    }

    private static Button button(String id, String text, String icon) {
        Button button = new Button(text, new FontIcon(icon));
        button.setId(id);
        button.getStyleClass().add("flat");
        return button;
    }

    /** The form keeps its width, whatever the window's: extra width belongs to the curves. */
    private void keepWidth(Region left) {
        double wanted =
                context.settings().number("train.formWidth", context.theme().px(FORM_WIDTH));
        Subscription[] first = new Subscription[1];
        first[0] = widthProperty().subscribe(width -> {
            if (width.doubleValue() > wanted) {
                setDividerPositions(wanted / width.doubleValue());
                first[0].unsubscribe();
                left.widthProperty()
                        .subscribe((_, now) -> context.settings().put("train.formWidth", now.doubleValue()));
            }
        });
    }

    private void keepDivider(SplitPane split, String key, double otherwise) {
        split.setDividerPositions(context.settings().number(key, otherwise));
        split.getDividers().getFirst().positionProperty().subscribe((_, now) -> context.settings()
                .put(key, now.doubleValue()));
    }
}
