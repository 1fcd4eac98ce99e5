package org.latentworkbench.app.gui.shell;

import javafx.beans.binding.Bindings;
import javafx.collections.ListChangeListener;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Subscription;
import org.kordamp.ikonli.javafx.FontIcon;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.task.RunningJob;

/** All jobs: working, waiting, finished lately, failed. */
final class JobList extends VBox {
    private final Jobs jobs;
    private final VBox rows = new VBox();
    private Subscription watching = Subscription.EMPTY;

    JobList(Jobs jobs) {
        this.jobs = jobs;
        setId("job-list");
        getStyleClass().add("job-list");
        Label heading = new Label("Jobs");
        heading.getStyleClass().add("section-title");
        Label none = new Label("Nothing is running.");
        none.getStyleClass().add("muted");
        none.visibleProperty().bind(Bindings.isEmpty(jobs.list()));
        none.managedProperty().bind(none.visibleProperty());
        getChildren().addAll(heading, rows, none);
        setFocusTraversable(true);
        jobs.list().addListener((ListChangeListener<RunningJob<?>>) _ -> fill());
        fill();
    }

    private void fill() {
        watching.unsubscribe();
        watching = Subscription.EMPTY;
        rows.getChildren().clear();
        for (RunningJob<?> job : jobs.list()) {
            rows.getChildren().add(row(job));
        }
    }

    private VBox row(RunningJob<?> job) {
        Label title = new Label(job.title());
        title.getStyleClass().add("strong");
        Label percent = new Label();
        percent.getStyleClass().add("muted");
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        Button end = new Button();
        end.getStyleClass().addAll("icon-button", "small");
        Label detail = new Label();
        detail.getStyleClass().add("caption");
        detail.setWrapText(true);
        Region fill = new Region();
        fill.getStyleClass().addAll("bar-fill", "accent");
        fill.setMinWidth(0);
        StackPane bar = new StackPane(fill);
        bar.getStyleClass().add("bar-track");
        StackPane.setAlignment(fill, javafx.geometry.Pos.CENTER_LEFT);
        HBox head = new HBox(title, space, percent, end);
        head.getStyleClass().add("job-row-head");
        VBox row = new VBox(head, bar, detail);
        row.getStyleClass().add("job-row");
        Runnable update = () -> {
            boolean active = !job.state().isFinished();
            percent.setText(active ? JobLine.percent(job.snapshot()) : "");
            detail.setText(join(JobLine.step(job), JobLine.speed(job.snapshot()), JobLine.remaining(job)));
            detail.pseudoClassStateChanged(Failed.CLASS, job.state() == JobState.FAILED);
            bar.setVisible(active);
            bar.setManaged(active);
            fill.maxWidthProperty()
                    .bind(bar.widthProperty().multiply(Math.clamp(job.snapshot().fraction(), 0, 1)));
            end.setGraphic(new FontIcon(active ? "mdi2s-stop-circle-outline" : "mdi2c-close"));
            end.setTooltip(new Tooltip(active ? "Stop" : "Dismiss"));
            end.setOnAction(_ -> {
                if (job.state().isFinished()) {
                    jobs.dismiss(job);
                } else {
                    job.cancel();
                }
            });
        };
        watching = Subscription.combine(
                watching,
                job.snapshotProperty().subscribe(update),
                job.stateProperty().subscribe(update));
        update.run();
        return row;
    }

    private static String join(String... parts) {
        return String.join(
                " · ",
                java.util.Arrays.stream(parts).filter(part -> !part.isEmpty()).toList());
    }
}
