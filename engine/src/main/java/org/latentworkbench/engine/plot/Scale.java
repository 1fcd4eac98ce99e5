package org.latentworkbench.engine.plot;

import java.util.List;

/** Maps values to the unit interval along an axis and back. Values outside the range map outside [0, 1]. */
public sealed interface Scale permits LinearScale, LogScale {
    /** The value at 0. */
    double low();

    /** The value at 1. */
    double high();

    /** Where a value lies, 0 at {@link #low}, 1 at {@link #high}. */
    double toUnit(double value);

    /** The value at a place. */
    double fromUnit(double unit);

    /**
     * Round values inside the range, ascending.
     *
     * @param wanted about how many; at least 2
     */
    List<Tick> ticks(int wanted);

    /** A linear scale over the range of some values, widened to round ends; [0, 1] without finite values. */
    static LinearScale linearOver(double... values) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double value : values) {
            if (Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (low > high) {
            return new LinearScale(0, 1);
        }
        if (low == high) {
            double half = low == 0 ? 0.5 : Math.abs(low) / 2;
            return new LinearScale(low - half, high + half);
        }
        double step = LinearScale.step(low, high, 5);
        return new LinearScale(Math.floor(low / step) * step, Math.ceil(high / step) * step);
    }

    /** A logarithmic scale over the positive ones of some values, widened to powers of ten; [1, 10] without any. */
    static LogScale logOver(double... values) {
        double low = Double.POSITIVE_INFINITY;
        double high = 0;
        for (double value : values) {
            if (value > 0 && Double.isFinite(value)) {
                low = Math.min(low, value);
                high = Math.max(high, value);
            }
        }
        if (high == 0) {
            return new LogScale(1, 10);
        }
        double first = Math.pow(10, Math.floor(Math.log10(low)));
        double last = Math.pow(10, Math.ceil(Math.log10(high)));
        return new LogScale(first, last > first ? last : first * 10);
    }
}
