package org.latentworkbench.engine.job;

import java.util.function.BooleanSupplier;
import org.latentworkbench.engine.error.CancelledException;

/** The engine's side of a running job: it is told how to report, never how to show. Safe to call from any thread. */
public interface JobContext {
    /**
     * Reports how much is done; calls are cheap, the receiver samples them.
     *
     * @param done units done, from 0 to {@code total}
     * @param total all units, or 0 when it is not known yet
     */
    void progress(long done, long total);

    /** Says in a few words what is being done now, for example {@code "training"} or {@code "reading shard 3"}. */
    void message(String text);

    /**
     * Publishes a named number that changes while the job runs (for example {@code "tokens/s"}, {@code "fvu"}).
     *
     * @param name a short name, shown as it is
     * @param value the current value
     */
    void metric(String name, double value);

    /** Whether the person asked to stop. */
    boolean isCancelled();

    /** Ends the job here when the person asked to stop. */
    default void checkCancelled() {
        if (isCancelled()) {
            throw new CancelledException("Stopped.");
        }
    }

    /**
     * A part of this job as a context of its own; its progress from 0 to 1 moves this job's by {@code weight}.
     *
     * @param title what the part does, shown while it runs
     * @param weight the part's share of the whole, from 0 to 1; parts run one after the other
     */
    JobContext part(String title, double weight);

    /** A context for work beside this job: it stops with it and reports nothing. */
    default JobContext quiet() {
        return quiet(this::isCancelled);
    }

    /** A context that reports to nobody and is never cancelled. */
    static JobContext silent() {
        return quiet(() -> false);
    }

    /**
     * A context that reports to nobody.
     *
     * @param cancelled whether the person asked to stop; asked from any thread
     */
    static JobContext quiet(BooleanSupplier cancelled) {
        return new QuietContext(cancelled);
    }
}
