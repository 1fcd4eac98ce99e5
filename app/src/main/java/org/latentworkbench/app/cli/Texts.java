package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Numbers and tokens as people read them. */
final class Texts {
    private static final int SHOWN = 60;

    private Texts() {}

    /** Three significant digits, thousands as k, M, G. */
    static String number(double value) {
        double size = Math.abs(value);
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        if (size >= 1e9) {
            return String.format(Locale.ROOT, "%.2f G", value / 1e9);
        }
        if (size >= 1e6) {
            return String.format(Locale.ROOT, "%.2f M", value / 1e6);
        }
        if (size >= 1e4) {
            return String.format(Locale.ROOT, "%.1f k", value / 1e3);
        }
        if (value == Math.rint(value)) {
            return String.format(Locale.ROOT, "%.0f", value);
        }
        return size >= 100 || size == 0
                ? String.format(Locale.ROOT, "%.1f", value)
                : size >= 1e-3 ? String.format(Locale.ROOT, "%.3g", value) : String.format(Locale.ROOT, "%.1e", value);
    }

    /** All digits, in groups of three. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    static String percent(double share) {
        return String.format(Locale.ROOT, share < 0.01 && share > 0 ? "%.3f %%" : "%.1f %%", 100 * share);
    }

    static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    static String bytes(long bytes) {
        if (bytes >= 1L << 30) {
            return String.format(Locale.ROOT, "%.2f GiB", bytes / (double) (1L << 30));
        }
        return bytes >= 1 << 20
                ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
                : String.format(Locale.ROOT, "%.1f KiB", bytes / 1024.0);
    }

    /** "12 s", "3 min 05 s", "2 h 10 min". */
    static String duration(double seconds) {
        long whole = Math.round(seconds);
        if (whole < 60) {
            return whole + " s";
        }
        return whole < 3600
                ? String.format(Locale.ROOT, "%d min %02d s", whole / 60, whole % 60)
                : String.format(Locale.ROOT, "%d h %02d min", whole / 3600, whole % 3600 / 60);
    }

    /** A token with its blanks visible. */
    static String token(String text) {
        return text.replace("\n", "\u23ce").replace("\t", "\u21e5");
    }

    /** Tokens side by side, spaces as they are, shortened. */
    static String tokens(List<String> texts) {
        String joined = texts.stream().map(Texts::token).map(String::strip).collect(Collectors.joining(" · "));
        return joined.length() > SHOWN ? joined.substring(0, SHOWN - 1) + "…" : joined;
    }
}
