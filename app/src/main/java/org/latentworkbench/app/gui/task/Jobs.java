package org.latentworkbench.app.gui.task;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.latentworkbench.engine.job.Job;

/**
 * The long jobs of the window, one at a time in the order they were submitted. Finished ones stay in the list for ten
 * seconds, failed ones until they are dismissed. All methods belong to the interface thread.
 */
public final class Jobs {
    private static final Duration KEPT = Duration.ofSeconds(10);

    private final Lanes lanes;
    private final LongSupplier nanos;
    private final FailureLog failures = new FailureLog();
    private final ObservableList<RunningJob<?>> list = FXCollections.observableArrayList();
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper(this, "busy");
    private final ObservableList<RunningJob<?>> readOnlyList = FXCollections.unmodifiableObservableList(list);

    /** Jobs that run on {@code lanes.work()}. */
    public Jobs(Lanes lanes) {
        this(lanes, System::nanoTime);
    }

    Jobs(Lanes lanes, LongSupplier nanos) {
        this.lanes = lanes;
        this.nanos = nanos;
    }

    /** The lanes jobs and queries run on. */
    public Lanes lanes() {
        return lanes;
    }

    /** Where failed jobs are written; who tells of their failures writes there too. */
    public FailureLog failures() {
        return failures;
    }

    /** Running, waiting and lately finished jobs, oldest first. */
    public ObservableList<RunningJob<?>> list() {
        return readOnlyList;
    }

    /** Whether any job waits or works. */
    public ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** Whether any job waits or works now. */
    public boolean isBusy() {
        return busy.get();
    }

    /**
     * Runs a job after those already waiting; it counts as using everything in the workspace.
     *
     * @param title what it does, in a few words: {@code "Train matryoshka-2"}
     */
    public <T> RunningJob<T> submit(String title, Job<T> job) {
        return submit(title, _ -> true, job);
    }

    /**
     * Runs a job of which is known what it works on, so that the rest can be deleted meanwhile.
     *
     * @param uses whether it may read or write a thing, given as its place: {@code "corpora/tiny"}
     */
    public <T> RunningJob<T> submit(String title, Predicate<String> uses, Job<T> job) {
        RunningJob<T> running = new RunningJob<>(title, uses, job, lanes, nanos);
        list.add(running);
        running.stateProperty().subscribe(state -> {
            busy.set(list.stream().anyMatch(each -> !each.state().isFinished()));
            if (state.isFinished()) {
                finished(running);
            }
        });
        lanes.work().execute(running::run);
        return running;
    }

    /** Takes a finished job off the list. */
    public void dismiss(RunningJob<?> job) {
        if (job.state().isFinished()) {
            list.remove(job);
        }
    }

    /** Asks every job to stop. */
    public void cancelAll() {
        list.forEach(RunningJob::cancel);
    }

    private void finished(RunningJob<?> job) {
        if (job.state() == JobState.FAILED) {
            job.failure().ifPresent(reason -> failures.write(job.title() + " failed", reason));
        } else {
            lanes.clock().after(KEPT, () -> list.remove(job));
        }
    }
}
