package org.latentworkbench.app.cli;

import org.latentworkbench.engine.job.JobContext;

/** A job's reports, brought to the scale of the whole. */
final class ProgressReport implements JobContext {
    private final ProgressDisplay display;
    private final Cancellation cancellation;
    private final double start;
    private final double share;
    private double used;

    ProgressReport(ProgressDisplay display, Cancellation cancellation) {
        this(display, cancellation, 0, 1);
    }

    private ProgressReport(ProgressDisplay display, Cancellation cancellation, double start, double share) {
        this.display = display;
        this.cancellation = cancellation;
        this.start = start;
        this.share = share;
    }

    @Override
    public void progress(long done, long total) {
        if (total > 0) {
            display.fraction(start + share * Math.clamp((double) done / total, 0, 1));
        }
    }

    @Override
    public void message(String text) {
        display.message(text);
    }

    @Override
    public void metric(String name, double value) {
        display.metric(name, value);
    }

    @Override
    public boolean isCancelled() {
        return cancellation.requested();
    }

    @Override
    public synchronized JobContext part(String title, double weight) {
        double from = start + share * used;
        used = Math.min(1, used + weight);
        display.fraction(from);
        display.message(title);
        return new ProgressReport(display, cancellation, from, share * weight);
    }
}
