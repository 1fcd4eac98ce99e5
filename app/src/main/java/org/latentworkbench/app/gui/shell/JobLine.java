package org.latentworkbench.app.gui.shell;

import java.util.Locale;
import java.util.StringJoiner;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.task.JobSnapshot;
import org.latentworkbench.app.gui.task.RunningJob;

/** What a job says of itself, in the words of the status bar. */
final class JobLine {
    private static final String SPEED = "tokens/s";

    private JobLine() {}

    static String percent(JobSnapshot snapshot) {
        return snapshot.fraction() < 0 ? "" : String.format(Locale.ROOT, "%.0f %%", 100 * snapshot.fraction());
    }

    /** What it is at, and how far: {@code training 4,340 of 7,000}. */
    static String step(RunningJob<?> job) {
        JobSnapshot snapshot = job.snapshot();
        return switch (job.state()) {
            case QUEUED -> "waiting";
            case STOPPING -> "stopping";
            case DONE -> "done in " + Words.duration(job.elapsed());
            case STOPPED -> "stopped";
            case FAILED -> job.failure().map(Words::reason).orElse("failed");
            case RUNNING -> {
                StringJoiner words = new StringJoiner(" ");
                if (!snapshot.message().isEmpty()) {
                    words.add(snapshot.message());
                }
                if (snapshot.total() > 1) {
                    words.add(Words.count(snapshot.done()) + " of " + Words.count(snapshot.total()));
                }
                yield words.toString();
            }
        };
    }

    static String speed(JobSnapshot snapshot) {
        Double speed = snapshot.metrics().get(SPEED);
        return speed == null || !(speed > 0) ? "" : Words.roughly(speed) + " tokens/s";
    }

    static String remaining(RunningJob<?> job) {
        return job.remaining().map(left -> Words.duration(left) + " left").orElse("");
    }
}
