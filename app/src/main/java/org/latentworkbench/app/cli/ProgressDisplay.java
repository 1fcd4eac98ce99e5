package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/** Progress on stderr: one line drawn over and over on a terminal, a plain line now and then elsewhere. */
final class ProgressDisplay implements AutoCloseable {
    private static final long REDRAW_NANOS = 100_000_000L;
    private static final long PLAIN_NANOS = 10_000_000_000L;
    private static final long ETA_AFTER_NANOS = 2_000_000_000L;
    private static final int BAR = 20;

    private final PrintStream err;
    private final boolean terminal;
    private final int columns;
    private final boolean quiet;
    private final LongSupplier clock;
    private final long begun;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private String message = "";
    private double fraction;
    private long shown;
    private boolean drawn;

    ProgressDisplay(Console console, boolean quiet) {
        this(console, quiet, System::nanoTime);
    }

    ProgressDisplay(Console console, boolean quiet, LongSupplier clock) {
        this.err = console.err();
        this.terminal = console.terminal();
        this.columns = console.columns();
        this.quiet = quiet;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.shown = begun;
    }

    synchronized void fraction(double value) {
        fraction = Math.max(fraction, value);
        refresh(false);
    }

    synchronized void metric(String name, double value) {
        metrics.put(name, value);
        refresh(false);
    }

    synchronized void message(String text) {
        if (!text.equals(message)) {
            message = text;
            metrics.clear();
            refresh(true);
        }
    }

    /** Takes the bar away, so that what follows begins on a clean line. */
    @Override
    public synchronized void close() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
            drawn = false;
        }
    }

    private void refresh(boolean now) {
        long time = clock.getAsLong();
        if (quiet || (!now && time - shown < (terminal ? REDRAW_NANOS : PLAIN_NANOS))) {
            return;
        }
        shown = time;
        if (terminal) {
            String line = line(time);
            err.print("\r" + (line.length() >= columns ? line.substring(0, columns - 1) : line) + "\u001b[K");
            err.flush();
            drawn = true;
        } else {
            err.println(line(time));
        }
    }

    private String line(long time) {
        var line = new StringBuilder(message.isEmpty() ? "working" : message);
        if (fraction > 0) {
            int filled = (int) Math.round(fraction * BAR);
            if (terminal) {
                line.append("  [").repeat('=', filled).repeat(' ', BAR - filled).append(']');
            }
            line.append(String.format(Locale.ROOT, "  %.0f %%", 100 * fraction));
            long elapsed = time - begun;
            if (elapsed > ETA_AFTER_NANOS && fraction < 1) {
                line.append("  ")
                        .append(Texts.duration(elapsed / 1e9 * (1 - fraction) / fraction))
                        .append(" left");
            }
        }
        metrics.forEach(
                (name, value) -> line.append("  ").append(name).append(' ').append(Texts.number(value)));
        return line.toString();
    }
}
