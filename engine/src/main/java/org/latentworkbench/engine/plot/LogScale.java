package org.latentworkbench.engine.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * Equal ratios of value are equal steps of place.
 *
 * @param low value at 0, &gt; 0
 * @param high value at 1, above {@code low}
 */
public record LogScale(double low, double high) implements Scale {
    /** Checks that there is a positive range. */
    public LogScale {
        if (!(low > 0) || !(high > low) || !Double.isFinite(high)) {
            throw new IllegalArgumentException("no logarithmic range from " + low + " to " + high);
        }
    }

    /** Values of 0 and below lie at minus infinity. */
    @Override
    public double toUnit(double value) {
        return value > 0 ? Math.log(value / low) / Math.log(high / low) : Double.NEGATIVE_INFINITY;
    }

    @Override
    public double fromUnit(double unit) {
        return low * Math.pow(high / low, unit);
    }

    /** Powers of ten, thinned to the wanted number; within less than a decade, the ticks of a linear scale. */
    @Override
    public List<Tick> ticks(int wanted) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        if (last <= first) {
            return new LinearScale(low, high).ticks(wanted);
        }
        int stride = Math.max(1, Math.ceilDiv(last - first, Math.max(1, wanted)));
        List<Tick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += stride) {
            double value = Math.pow(10, power);
            ticks.add(new Tick(value, Figures.compact(value)));
        }
        return ticks;
    }
}
