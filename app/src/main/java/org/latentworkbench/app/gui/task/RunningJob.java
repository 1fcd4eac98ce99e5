package org.latentworkbench.app.gui.task;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.Job;

/**
 * A job as the window sees it: properties of the interface thread, brought up to date at most every 80 ms however
 * often the job reports. {@link #cancel()} may be called from any thread, everything else on the interface thread.
 *
 * @param <T> what the job gives
 */
public final class RunningJob<T> {
    /** The least time between two updates of the properties. */
    public static final Duration INTERVAL = Duration.ofMillis(80);

    private final String title;
    private final Job<T> job;
    private final Lanes lanes;
    private final LongSupplier nanos;
    private final Predicate<String> uses;
    private final JobReport report = new JobReport(this::reported);
    private final AtomicBoolean updateComing = new AtomicBoolean();
    private final ReadOnlyObjectWrapper<JobState> state = new ReadOnlyObjectWrapper<>(this, "state", JobState.QUEUED);
    private final ReadOnlyObjectWrapper<JobSnapshot> snapshot =
            new ReadOnlyObjectWrapper<>(this, "snapshot", JobSnapshot.NOTHING);
    private @Nullable Consumer<T> onDone;
    private @Nullable Consumer<Throwable> onFailed;
    private @Nullable T result;
    private @Nullable Throwable failure;
    private long startedNanos;
    private long endedNanos;

    RunningJob(String title, Predicate<String> uses, Job<T> job, Lanes lanes, LongSupplier nanos) {
        this.title = title;
        this.uses = uses;
        this.job = job;
        this.lanes = lanes;
        this.nanos = nanos;
    }

    /** What is done, in a few words. */
    public String title() {
        return title;
    }

    /**
     * Whether the job still works and may read or write a thing of the workspace.
     *
     * @param place for example {@code "corpora/tiny"}
     */
    public boolean mayUse(String place) {
        return !state.get().isFinished() && uses.test(place);
    }

    /** Where the job stands. */
    public ReadOnlyObjectProperty<JobState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    /** Where the job stands now. */
    public JobState state() {
        return state.get();
    }

    /** What the job last reported. */
    public ReadOnlyObjectProperty<JobSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** What the job last reported. */
    public JobSnapshot snapshot() {
        return snapshot.get();
    }

    /** How long the job has worked; zero while it waits. */
    public Duration elapsed() {
        if (state.get() == JobState.QUEUED) {
            return Duration.ZERO;
        }
        return Duration.ofNanos((state.get().isFinished() ? endedNanos : nanos.getAsLong()) - startedNanos);
    }

    /** How long it will take, judged by what is done; empty while that is a guess. */
    public Optional<Duration> remaining() {
        double fraction = snapshot.get().fraction();
        Duration elapsed = elapsed();
        if (state.get() != JobState.RUNNING || fraction < 0.01 || elapsed.toMillis() < 1500) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis(Math.round(elapsed.toMillis() * (1 - fraction) / fraction)));
    }

    /** Why the job failed, once it has. */
    public Optional<Throwable> failure() {
        return Optional.ofNullable(failure);
    }

    /** Calls {@code action} with the result on the interface thread, also when it is there already. */
    public RunningJob<T> onDone(Consumer<T> action) {
        onDone = action;
        if (state.get() == JobState.DONE && result != null) {
            action.accept(result);
        }
        return this;
    }

    /** Calls {@code action} with the reason on the interface thread, also when it failed already. */
    public RunningJob<T> onFailed(Consumer<Throwable> action) {
        onFailed = action;
        if (state.get() == JobState.FAILED && failure != null) {
            action.accept(failure);
        }
        return this;
    }

    /** Asks the job to stop; it does so between two steps. */
    public void cancel() {
        report.cancel();
        lanes.ui().execute(() -> {
            if (state.get() == JobState.QUEUED || state.get() == JobState.RUNNING) {
                state.set(JobState.STOPPING);
            }
        });
    }

    /** Runs the job on the calling thread. */
    void run() {
        lanes.ui().execute(() -> {
            startedNanos = nanos.getAsLong();
            if (state.get() == JobState.QUEUED) {
                state.set(JobState.RUNNING);
            }
        });
        try {
            report.checkCancelled();
            T value = job.run(report);
            lanes.ui().execute(() -> done(value));
        } catch (CancelledException e) {
            lanes.ui().execute(() -> finish(JobState.STOPPED));
        } catch (RuntimeException | Error e) {
            lanes.ui().execute(() -> failed(e));
        }
    }

    private void done(T value) {
        result = value;
        finish(JobState.DONE);
        if (onDone != null) {
            onDone.accept(value);
        }
    }

    private void failed(Throwable reason) {
        failure = reason;
        finish(JobState.FAILED);
        if (onFailed != null) {
            onFailed.accept(reason);
        }
    }

    private void finish(JobState end) {
        endedNanos = nanos.getAsLong();
        snapshot.set(report.snapshot());
        state.set(end);
    }

    private void reported() {
        if (updateComing.compareAndSet(false, true)) {
            lanes.clock().after(INTERVAL, this::update);
        }
    }

    private void update() {
        updateComing.set(false);
        if (!state.get().isFinished()) {
            snapshot.set(report.snapshot());
        }
    }
}
