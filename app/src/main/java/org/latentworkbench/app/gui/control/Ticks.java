package org.latentworkbench.app.gui.control;

import java.util.Locale;

/** Round numbers along an axis. */
final class Ticks {
    private Ticks() {}

    /** The step of 1, 2 or 5 times a power of ten that gives at most {@code most} steps over a length. */
    static double step(double length, int most) {
        double rough = length / Math.max(1, most);
        double power = Math.pow(10, Math.floor(Math.log10(rough)));
        for (double factor : new double[] {1, 2, 5}) {
            if (factor * power >= rough * (1 - 1e-9)) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    /** A tick's number with the decimals its step needs. */
    static String label(double value, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.US, "%." + decimals + "f", value);
    }

    /** A power of ten as counts are written: 1, 10, 100, 1 k, 10 k, 1 M. */
    static String power(int exponent) {
        String unit = exponent >= 9 ? " G" : exponent >= 6 ? " M" : exponent >= 3 ? " k" : "";
        return "1" + "0".repeat(exponent % 3) + unit;
    }
}
