package org.latentworkbench.engine.plot;

import java.util.Locale;

/** Numbers as they stand on axes. */
public final class Figures {
    private Figures() {}

    /** A fixed number of decimals, thousands separated by commas; never "-0". */
    public static String fixed(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%,." + decimals + "f", value);
        return text.matches("-[0.,]+") ? text.substring(1) : text;
    }

    /** Few characters for a wide range: {@code 1e-4}, {@code 0.01}, {@code 10}, {@code 100 k}, {@code 2.5 M}. */
    public static String compact(double value) {
        double size = Math.abs(value);
        if (size == 0) {
            return "0";
        }
        if (size >= 1e12 || size < 1e-3 * (1 - 1e-9)) {
            int power = (int) Math.floor(Math.log10(size) + 1e-9);
            return trimmed(value / Math.pow(10, power)) + "e" + power;
        }
        if (size >= 1e9) {
            return trimmed(value / 1e9) + " G";
        }
        if (size >= 1e6) {
            return trimmed(value / 1e6) + " M";
        }
        if (size >= 1e3) {
            return trimmed(value / 1e3) + " k";
        }
        return trimmed(value);
    }

    /** At most four significant digits without trailing zeros. */
    private static String trimmed(double value) {
        double size = Math.abs(value);
        int decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 10 ? 2 : size >= 1 ? 3 : 4;
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        return text.contains(".") ? text.replaceAll("\\.?0+$", "") : text;
    }
}
