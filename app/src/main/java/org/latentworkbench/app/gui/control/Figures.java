package org.latentworkbench.app.gui.control;

import java.util.Locale;

/** How numbers are written: comma in thousands, a fixed count of decimals per kind. */
public final class Figures {
    private static final double LEAST_PLAIN_DENSITY = 0.00005;

    private Figures() {}

    /** A count: {@code 12,288}. */
    public static String count(long value) {
        return String.format(Locale.US, "%,d", value);
    }

    /** Two decimals: activations, cosines, shares. */
    public static String two(double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.US, "%.2f", value).replace('-', '−');
    }

    /** One decimal: lift, means in narrow columns. */
    public static String one(double value) {
        return Double.isNaN(value)
                ? "–"
                : String.format(Locale.US, "%.1f", value).replace('-', '−');
    }

    /** A share of tokens: {@code 0.0241}, and {@code 3e−5} where four decimals would be nothing. */
    public static String density(double value) {
        if (value > 0 && value < LEAST_PLAIN_DENSITY) {
            return power(value);
        }
        return String.format(Locale.US, "%.4f", value);
    }

    /** One figure times a power of ten: {@code 3e−5}. */
    public static String power(double value) {
        if (value <= 0) {
            return "0";
        }
        int exponent = (int) Math.floor(Math.log10(value) + 1e-9);
        long figure = Math.round(value / Math.pow(10, exponent));
        if (figure == 10) {
            figure = 1;
            exponent++;
        }
        return figure + "e" + (exponent < 0 ? "−" + -exponent : exponent);
    }
}
