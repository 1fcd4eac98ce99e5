package org.latentworkbench.engine.job;

import java.util.function.BooleanSupplier;

/** Reports to nobody; says only whether the person asked to stop. */
record QuietContext(BooleanSupplier cancelled) implements JobContext {
    @Override
    public void progress(long done, long total) {}

    @Override
    public void message(String text) {}

    @Override
    public void metric(String name, double value) {}

    @Override
    public boolean isCancelled() {
        return cancelled.getAsBoolean();
    }

    @Override
    public JobContext part(String title, double weight) {
        return this;
    }
}
