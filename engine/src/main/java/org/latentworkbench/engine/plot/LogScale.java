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

    /**
     * Powers of ten, thinned to the wanted number. Where there are not two of them, 1, 2 and 5 times a power, which lie apart; where
     * there are not three of these, the ticks of a linear scale.
     */
    @Override
    public List<Tick> ticks(int wanted) {
        int first = (int) Math.ceil(Math.log10(low) - 1e-9);
        int last = (int) Math.floor(Math.log10(high) + 1e-9);
        if (last <= first) {
            List<Tick> within = oneTwoFive();
            return within.size() < 3 ? new LinearScale(low, high).ticks(wanted) : within;
        }
        int stride = Math.max(1, Math.ceilDiv(last - first, Math.max(1, wanted)));
        List<Tick> ticks = new ArrayList<>();
        for (int power = first; power <= last; power += stride) {
            double value = Math.pow(10, power);
            ticks.add(new Tick(value, Figures.compact(value)));
        }
        return ticks;
    }

    private List<Tick> oneTwoFive() {
        List<Tick> ticks = new ArrayList<>();
        for (int power = (int) Math.floor(Math.log10(low)); power <= Math.log10(high); power++) {
            for (int figure : new int[] {1, 2, 5}) {
                double value = power < 0 ? figure / Math.pow(10, -power) : figure * Math.pow(10, power);
                if (value >= low * (1 - 1e-9) && value <= high * (1 + 1e-9)) {
                    ticks.add(new Tick(value, Figures.compact(value)));
                }
            }
        }
        return ticks;
    }
}
