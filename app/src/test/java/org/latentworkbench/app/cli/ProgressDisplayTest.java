package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.job.JobContext;

class ProgressDisplayTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final AtomicLong nanos = new AtomicLong();

    @Test
    void plainLinesComeWithANewMessageAndThenNowAndThen() {
        ProgressDisplay display = display(false, false);
        display.message("training");
        for (int second = 1; second <= 25; second++) {
            nanos.addAndGet(1_000_000_000L);
            display.fraction(second / 100.0);
        }
        assertThat(text().lines())
                .containsExactly("training", "training  10 %  1 min 30 s left", "training  20 %  1 min 20 s left");
    }

    @Test
    void aTerminalGetsOneLineThatIsTakenAwayAtTheEnd() {
        ProgressDisplay display = display(true, false);
        display.message("training");
        nanos.addAndGet(4_000_000_000L);
        display.metric("fvu", 0.25);
        display.fraction(0.5);
        nanos.addAndGet(1_000_000_000L);
        display.fraction(0.5);
        display.close();
        assertThat(text()).doesNotContain("\n").contains("[==========          ]  50 %  5 s left  fvu 0.25");
        assertThat(text()).endsWith("\r\u001b[K");
    }

    @Test
    void quietSaysNothing() {
        ProgressDisplay display = display(true, true);
        display.message("training");
        display.fraction(0.5);
        display.close();
        assertThat(text()).isEmpty();
    }

    @Test
    void partsShareTheWholeAndNeverGoBack() {
        ProgressDisplay display = display(true, false);
        JobContext whole = new ProgressReport(display, new Cancellation());
        JobContext first = whole.part("first", 0.25);
        first.progress(1, 2);
        JobContext second = whole.part("second", 0.75);
        second.part("inner", 0.4).progress(1, 1);
        nanos.addAndGet(1_000_000_000L);
        second.message("nearly");
        assertThat(text()).contains("nearly  [===========         ]  55 %");
    }

    private ProgressDisplay display(boolean terminal, boolean quiet) {
        var stream = new PrintStream(err, true, StandardCharsets.UTF_8);
        var console = new Console(stream, stream, terminal, 100);
        return new ProgressDisplay(console, quiet, nanos::get);
    }

    private String text() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
