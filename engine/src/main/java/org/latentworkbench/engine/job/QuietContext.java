package org.latentworkbench.engine.job;

/** Passes on that the person asked to stop, and keeps everything else to itself. */
record QuietContext(JobContext job) implements JobContext {
    @Override
    public void progress(long done, long total) {}

    @Override
    public void message(String text) {}

    @Override
    public void metric(String name, double value) {}

    @Override
    public boolean isCancelled() {
        return job.isCancelled();
    }

    @Override
    public JobContext part(String title, double weight) {
        return this;
    }
}
