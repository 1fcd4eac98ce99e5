package org.latentworkbench.engine.job;

/** Reports to nobody. */
enum SilentContext implements JobContext {
    INSTANCE;

    @Override
    public void progress(long done, long total) {}

    @Override
    public void message(String text) {}

    @Override
    public void metric(String name, double value) {}

    @Override
    public boolean isCancelled() {
        return false;
    }

    @Override
    public JobContext part(String title, double weight) {
        return this;
    }
}
