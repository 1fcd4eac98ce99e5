package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One axis: from numbers to a share of its length, with ticks at round numbers.
 *
 * @param low the number at its start, positive when logarithmic
 * @param high the number at its end, larger
 * @param logarithmic whether equal lengths are equal ratios
 * @param ticks numbers that get a mark, inside the axis
 */
record PlotAxis(double low, double high, boolean logarithmic, List<Double> ticks) {
    private static final double[] IN_DECADE = {1, 2, 5};

    /** A linear axis whose ends are round numbers. */
    static PlotAxis linear(double least, double most, int mostTicks, boolean roundEnd) {
        double low = least;
        double high = most > least ? most : least + Math.max(1e-9, Math.abs(least));
        double step = Ticks.step(high - low, mostTicks);
        double start = Math.floor(low / step + 1e-9) * step;
        double end = roundEnd ? Math.ceil(high / step - 1e-9) * step : high;
        List<Double> ticks = new ArrayList<>();
        for (int i = 0; start + i * step <= end + step * 1e-6; i++) {
            ticks.add(start + i * step);
        }
        return new PlotAxis(start, end, false, ticks);
    }

    /** A logarithmic axis that ends on 1, 2 or 5 times a power of ten. */
    static PlotAxis logarithmic(double least, double most) {
        double low = roundDown(least);
        double high = -roundDown(-most);
        if (high <= low) {
            high = low * 2;
        }
        List<Double> ticks = new ArrayList<>();
        boolean wide = Math.log10(high / low) > 3;
        for (int exponent = (int) Math.floor(Math.log10(low)); Math.pow(10, exponent) <= high * 1.001; exponent++) {
            for (double factor : IN_DECADE) {
                double tick = factor * Math.pow(10, exponent);
                if (tick >= low * 0.999 && tick <= high * 1.001 && (!wide || factor == 1)) {
                    ticks.add(tick);
                }
            }
        }
        return new PlotAxis(low, high, true, ticks);
    }

    /** The next of 1, 2, 5 times a power of ten below; for a negative argument minus the next above. */
    private static double roundDown(double value) {
        double size = Math.abs(value);
        double power = Math.pow(10, Math.floor(Math.log10(size) + 1e-9));
        if (value > 0) {
            return (size >= 5 * power ? 5 : size >= 2 * power ? 2 : 1) * power;
        }
        return -(size <= power * 1.0001 ? 1 : size <= 2 * power ? 2 : size <= 5 * power ? 5 : 10) * power;
    }

    /** Where a number lies, 0 at the start and 1 at the end; NaN where the axis has no place for it. */
    double share(double value) {
        if (logarithmic) {
            return value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NaN;
        }
        return (value - low) / (high - low);
    }

    /** A tick's number as it is written: {@code 0.05}, {@code 2 k}. */
    String label(double tick) {
        if (logarithmic) {
            return tick >= 1000 ? thousands(tick) : trimmed(tick);
        }
        double step = ticks.size() > 1 ? ticks.get(1) - ticks.get(0) : tick;
        if (high >= 10_000 || (step >= 1000 && high > 1000)) {
            return thousands(tick);
        }
        return Ticks.label(tick == 0 ? 0 : tick, step > 0 ? step : 1);
    }

    private static String thousands(double tick) {
        if (tick == 0) {
            return "0";
        }
        return Math.abs(tick) >= 1e6 ? trimmed(tick / 1e6) + " M" : trimmed(tick / 1e3) + " k";
    }

    private static String trimmed(double number) {
        String text = String.format(Locale.ROOT, "%.6f", number);
        return text.replaceAll("0+$", "").replaceAll("\\.$", "");
    }
}
