package org.latentworkbench.app.gui.task;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.latentworkbench.engine.job.JobContext;

/**
 * Collects what a job says, on the job's threads; the window takes a snapshot when it has time. The share of the whole
 * is kept here, so that parts of parts need not know of each other.
 */
final class JobReport implements JobContext {
    private final AtomicBoolean cancelled = new AtomicBoolean();
    private final Runnable changed;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Part whole = new Part(0, 1);
    private double fraction = -1;
    private long done;
    private long total;
    private String message = "";

    /** @param changed called after each report, on the job's thread; must be cheap */
    JobReport(Runnable changed) {
        this.changed = changed;
    }

    void cancel() {
        cancelled.set(true);
    }

    synchronized JobSnapshot snapshot() {
        return new JobSnapshot(
                fraction, done, total, message, Collections.unmodifiableMap(new LinkedHashMap<>(metrics)));
    }

    @Override
    public void progress(long done, long total) {
        whole.progress(done, total);
    }

    @Override
    public void message(String text) {
        synchronized (this) {
            message = text;
        }
        changed.run();
    }

    @Override
    public void metric(String name, double value) {
        synchronized (this) {
            metrics.put(name, value);
        }
        changed.run();
    }

    @Override
    public boolean isCancelled() {
        return cancelled.get();
    }

    @Override
    public JobContext part(String title, double weight) {
        return whole.part(title, weight);
    }

    /** A stretch of the whole from {@code from} with length {@code share}; sub-parts fill it one after the other. */
    private final class Part implements JobContext {
        private final double from;
        private final double share;
        private double used;

        Part(double from, double share) {
            this.from = from;
            this.share = share;
        }

        @Override
        public void progress(long partDone, long partTotal) {
            synchronized (JobReport.this) {
                done = partDone;
                total = partTotal;
                if (partTotal > 0) {
                    double within = Math.clamp(partDone / (double) partTotal, 0, 1);
                    fraction = Math.max(fraction, from + share * within);
                }
            }
            changed.run();
        }

        @Override
        public void message(String text) {
            JobReport.this.message(text);
        }

        @Override
        public void metric(String name, double value) {
            JobReport.this.metric(name, value);
        }

        @Override
        public boolean isCancelled() {
            return cancelled.get();
        }

        @Override
        public JobContext part(String title, double weight) {
            Part part;
            synchronized (JobReport.this) {
                double room = Math.clamp(weight, 0, 1 - used);
                part = new Part(from + share * used, share * room);
                used += room;
                fraction = Math.max(fraction, part.from);
                done = 0;
                total = 0;
                message = title;
            }
            changed.run();
            return part;
        }
    }
}
