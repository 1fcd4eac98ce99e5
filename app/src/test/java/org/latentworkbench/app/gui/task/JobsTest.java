package org.latentworkbench.app.gui.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;

class JobsTest {
    private final Deque<Runnable> work = new ArrayDeque<>();
    private final List<Runnable> later = new ArrayList<>();
    private final AtomicLong nanos = new AtomicLong();
    private final Lanes lanes = new Lanes(work::add, Runnable::run, Runnable::run, (_, task) -> later.add(task));
    private final Jobs jobs = new Jobs(lanes, nanos::get);

    private void runClock() {
        List<Runnable> due = List.copyOf(later);
        later.clear();
        due.forEach(Runnable::run);
    }

    @Test
    void showsManyReportsAtOnce() {
        RunningJob<String> job = jobs.submit("count", context -> {
            for (int i = 0; i <= 1000; i++) {
                context.progress(i, 2000);
            }
            assertThat(later).hasSize(1);
            runClock();
            return "done";
        });
        List<Double> seen = new ArrayList<>();
        job.snapshotProperty().subscribe(snapshot -> seen.add(snapshot.fraction()));
        work.remove().run();
        assertThat(seen).containsExactly(-1.0, 0.5);
        assertThat(job.state()).isEqualTo(JobState.DONE);
    }

    @Test
    void aJobUsesWhatItSaysUntilItEnds() {
        RunningJob<String> named = jobs.submit("named", "corpora/tiny"::equals, _ -> "");
        RunningJob<String> unknown = jobs.submit("unknown", _ -> "");
        assertThat(named.mayUse("corpora/tiny")).isTrue();
        assertThat(named.mayUse("corpora/other")).isFalse();
        assertThat(unknown.mayUse("corpora/other")).isTrue();
        work.remove().run();
        assertThat(named.mayUse("corpora/tiny")).isFalse();
    }

    @Test
    void partsFillTheWholeOneAfterTheOther() {
        RunningJob<String> job = jobs.submit("parts", context -> {
            context.part("first", 0.25).progress(1, 1);
            var second = context.part("second", 0.75);
            second.part("inner", 0.5).progress(1, 2);
            return "";
        });
        work.remove().run();
        assertThat(job.snapshot().fraction()).isEqualTo(0.25 + 0.75 * 0.25);
        assertThat(job.snapshot().message()).isEqualTo("inner");
    }

    @Test
    void judgesTheTimeLeftByWhatIsDone() {
        RunningJob<String> job = jobs.submit("slow", context -> {
            context.progress(1, 4);
            nanos.set(Duration.ofSeconds(10).toNanos());
            runClock();
            return "";
        });
        List<Duration> left = new ArrayList<>();
        job.snapshotProperty().subscribe(_ -> job.remaining().ifPresent(left::add));
        work.remove().run();
        assertThat(left).containsExactly(Duration.ofSeconds(30));
        assertThat(job.remaining()).isEmpty();
    }

    @Test
    void aWaitingJobThatIsStoppedNeverRuns() {
        List<String> ran = new ArrayList<>();
        RunningJob<String> job = jobs.submit("never", _ -> {
            ran.add("ran");
            return "";
        });
        job.cancel();
        assertThat(job.state()).isEqualTo(JobState.STOPPING);
        work.remove().run();
        assertThat(job.state()).isEqualTo(JobState.STOPPED);
        assertThat(ran).isEmpty();
    }

    @Test
    void aRunningJobStopsWhereItAsks() {
        RunningJob<String> job = jobs.submit("long", context -> {
            jobs.cancelAll();
            context.checkCancelled();
            throw new AssertionError("went on");
        });
        work.remove().run();
        assertThat(job.state()).isEqualTo(JobState.STOPPED);
    }

    @Test
    void failuresStayUntilDismissedAndTheRestGoes() {
        RunningJob<String> bad = jobs.submit("bad", _ -> {
            throw new BadInputException("The file is cut off; copy it again.");
        });
        RunningJob<String> stopped = jobs.submit("stopped", _ -> {
            throw new CancelledException("Stopped.");
        });
        List<String> told = new ArrayList<>();
        bad.onFailed(reason -> told.add(reason.getMessage()));
        work.remove().run();
        work.remove().run();
        runClock();
        assertThat(jobs.list()).containsExactly(bad);
        assertThat(stopped.state()).isEqualTo(JobState.STOPPED);
        assertThat(told).containsExactly("The file is cut off; copy it again.");
        jobs.dismiss(bad);
        assertThat(jobs.list()).isEmpty();
    }
}
