package org.latentworkbench.app.gui;

import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.latentworkbench.engine.error.WorkbenchException;

/** Numbers, times and failures as the window writes them. */
public final class Words {
    private static final DateTimeFormatter SAME_YEAR = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter OTHER_YEAR = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB"};

    private Words() {}

    /** With commas in the thousands: {@code 12,288}. */
    public static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** With a count word: {@code 1 run}, {@code 3 runs}. */
    public static String count(long number, String noun) {
        return count(number) + " " + noun + (number == 1 ? "" : "s");
    }

    /** Short, for large counts: {@code 843}, {@code 68 k}, {@code 4.7 M}. */
    public static String roughly(double number) {
        double size = Math.abs(number);
        if (size < 1000) {
            return String.format(Locale.ROOT, size < 10 && number != Math.rint(number) ? "%.1f" : "%.0f", number);
        }
        double divisor = size < 999_500 ? 1e3 : size < 999_500_000 ? 1e6 : 1e9;
        String unit = divisor == 1e3 ? " k" : divisor == 1e6 ? " M" : " G";
        double scaled = number / divisor;
        return String.format(Locale.ROOT, Math.abs(scaled) < 9.95 ? "%.1f" : "%.0f", scaled) + unit;
    }

    /** Bytes in decimal units: {@code 76 MB}, {@code 1.1 GB}. */
    public static String bytes(long bytes) {
        double size = bytes;
        int unit = 0;
        while (size >= 999.5 && unit < UNITS.length - 1) {
            size /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit > 0 && size < 9.95 ? "%.1f %s" : "%.0f %s", size, UNITS[unit]);
    }

    /** Two units at most: {@code 8 s}, {@code 2 min 40 s}, {@code 3 h 12 min}. */
    public static String duration(Duration duration) {
        long seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 60) {
            return seconds + " s";
        }
        if (seconds < 3600) {
            return seconds / 60 + " min"
                    + (seconds % 60 == 0 ? "" : String.format(Locale.ROOT, " %02d s", seconds % 60));
        }
        return seconds / 3600 + " h" + (seconds / 60 % 60 == 0 ? "" : " " + seconds / 60 % 60 + " min");
    }

    /** {@code today}, {@code yesterday}, {@code 12 Nov}, {@code 3 Nov 2025}. */
    public static String day(LocalDate day, LocalDate today) {
        if (day.equals(today)) {
            return "today";
        }
        if (day.equals(today.minusDays(1))) {
            return "yesterday";
        }
        return (day.getYear() == today.getYear() ? SAME_YEAR : OTHER_YEAR).format(day);
    }

    /** Why something failed, as one sentence for a person; what only a programmer can read stays in the log. */
    public static String reason(Throwable failure) {
        return switch (failure) {
            case WorkbenchException expected -> String.valueOf(expected.getMessage());
            case OutOfMemoryError _ ->
                "There is not enough memory. Choose a smaller width or batch, or close other programs.";
            default ->
                "Something went wrong inside the program (" + failure.getClass().getSimpleName()
                        + "); the log has the details.";
        };
    }
}
