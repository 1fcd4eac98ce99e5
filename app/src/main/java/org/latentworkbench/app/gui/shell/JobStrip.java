package org.latentworkbench.app.gui.shell;

import java.util.List;
import java.util.Optional;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.task.RunningJob;

/** The job that works now, in one line of the status bar; more than one opens the list. */
final class JobStrip extends HBox {
    private static final double BAR_WIDTH = 160;

    private final Jobs jobs;
    private final Label idle = new Label("No jobs");
    private final Label title = new Label();
    private final Region fill = new Region();
    private final StackPane bar = new StackPane(fill);
    private final Label percent = new Label();
    private final Label step = new Label();
    private final Label speed = new Label();
    private final Label remaining = new Label();
    private final Button stop = new Button();
    private final Button more = new Button();
    private @Nullable RunningJob<?> shown;
    private Subscription watching = Subscription.EMPTY;

    /** @param openList shows all jobs */
    JobStrip(Jobs jobs, Runnable openList) {
        this.jobs = jobs;
        setId("job-strip");
        getStyleClass().add("job-strip");
        title.getStyleClass().add("job-title");
        bar.getStyleClass().addAll("bar-track", "job-bar");
        fill.getStyleClass().addAll("bar-fill", "accent");
        StackPane.setAlignment(fill, javafx.geometry.Pos.CENTER_LEFT);
        stop.setId("job-stop");
        stop.getStyleClass().addAll("icon-button", "small");
        stop.setGraphic(new FontIcon("mdi2s-stop-circle-outline"));
        stop.setTooltip(new Tooltip("Stop; what is done so far stays valid"));
        stop.setAccessibleText("Stop the job");
        more.setId("job-more");
        more.getStyleClass().addAll("flat", "small");
        more.setOnAction(_ -> openList.run());
        title.setOnMouseClicked(_ -> openList.run());
        getChildren().addAll(idle, title, bar, percent, step, speed, remaining, stop, more);
        jobs.list().addListener((ListChangeListener<RunningJob<?>>) _ -> choose());
        choose();
    }

    /** The first that works, else the first that waits, else the one that finished last. */
    private static Optional<RunningJob<?>> first(List<RunningJob<?>> list) {
        return list.stream()
                .filter(job -> job.state() == JobState.RUNNING || job.state() == JobState.STOPPING)
                .findFirst()
                .or(() -> list.stream().filter(job -> !job.state().isFinished()).findFirst())
                .or(() -> list.isEmpty() ? Optional.empty() : Optional.of(list.getLast()));
    }

    private void choose() {
        RunningJob<?> next = first(jobs.list()).orElse(null);
        if (next != shown) {
            watching.unsubscribe();
            shown = next;
            watching = next == null ? Subscription.EMPTY : watch(next);
        }
        update();
    }

    private Subscription watch(RunningJob<?> job) {
        stop.setOnAction(_ -> job.cancel());
        return Subscription.combine(
                job.snapshotProperty().subscribe(() -> update()),
                job.stateProperty().subscribe((_, _) -> choose()));
    }

    private void update() {
        RunningJob<?> job = shown;
        idle.setVisible(job == null);
        idle.setManaged(job == null);
        for (var node : List.of(title, bar, percent, step, speed, remaining, stop, more)) {
            node.setVisible(job != null);
            node.setManaged(job != null);
        }
        if (job == null) {
            return;
        }
        boolean active = !job.state().isFinished();
        title.setText(job.title());
        text(percent, active ? JobLine.percent(job.snapshot()) : "");
        text(step, JobLine.step(job));
        text(speed, active ? JobLine.speed(job.snapshot()) : "");
        text(remaining, JobLine.remaining(job));
        step.pseudoClassStateChanged(Failed.CLASS, job.state() == JobState.FAILED);
        show(bar, active);
        show(stop, active);
        stop.setDisable(job.state() == JobState.STOPPING);
        int others = jobs.list().size() - 1;
        more.setText("+" + others + " more");
        show(more, others > 0 || job.state() == JobState.FAILED);
        if (others == 0) {
            more.setText("Details");
        }
        fill.maxWidthProperty()
                .bind(bar.widthProperty().multiply(Math.clamp(job.snapshot().fraction(), 0, 1)));
        fill.setMinWidth(0);
        bar.setPrefWidth(BAR_WIDTH);
    }

    private static void text(Label label, String text) {
        label.setText(text);
        show(label, !text.isEmpty());
    }

    private static void show(javafx.scene.Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }
}
