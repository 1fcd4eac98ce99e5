package org.latentworkbench.engine.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal steps of value are equal steps of place.
 *
 * @param low value at 0
 * @param high value at 1, unlike {@code low}
 */
public record LinearScale(double low, double high) implements Scale {
    /** Checks that there is a range. */
    public LinearScale {
        if (!(Math.abs(high - low) > 0) || !Double.isFinite(high - low)) {
            throw new IllegalArgumentException("no range from " + low + " to " + high);
        }
    }

    @Override
    public double toUnit(double value) {
        return (value - low) / (high - low);
    }

    @Override
    public double fromUnit(double unit) {
        return low + unit * (high - low);
    }

    @Override
    public List<Tick> ticks(int wanted) {
        double least = Math.min(low, high);
        double most = Math.max(low, high);
        double step = step(least, most, wanted);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        List<Tick> ticks = new ArrayList<>();
        // Counting steps keeps 0.1 + 0.2 from creeping in.
        long first = (long) Math.ceil(least / step - 1e-9);
        long last = (long) Math.floor(most / step + 1e-9);
        for (long i = first; i <= last; i++) {
            double value = i * step;
            ticks.add(new Tick(value, Figures.fixed(value, decimals)));
        }
        return ticks;
    }

    /** The step of 1, 2 or 5 times a power of ten that gives about the wanted number of ticks. */
    static double step(double low, double high, int wanted) {
        double raw = (high - low) / Math.max(1, wanted);
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double share = raw / power;
        double factor = share < 1.5 ? 1 : share < 3.5 ? 2 : share < 7.5 ? 5 : 10;
        return factor * power;
    }
}
