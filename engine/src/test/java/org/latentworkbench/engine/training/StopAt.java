package org.latentworkbench.engine.training;

import org.latentworkbench.engine.job.JobContext;

/** Cancels when a step is done. */
final class StopAt implements JobContext {
    private final long step;
    private volatile boolean cancelled;

    StopAt(long step) {
        this.step = step;
    }

    @Override
    public void progress(long done, long total) {
        cancelled |= done >= step;
    }

    @Override
    public void message(String text) {}

    @Override
    public void metric(String name, double value) {}

    @Override
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public JobContext part(String title, double weight) {
        return this;
    }
}
