package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.plot.Figures;
import org.latentworkbench.engine.plot.LinearScale;
import org.latentworkbench.engine.plot.LogScale;
import org.latentworkbench.engine.plot.Scale;
import org.latentworkbench.engine.plot.Tick;

/**
 * One axis of a line plot with its ticks at round numbers.
 *
 * @param scale from numbers to a share of its length
 * @param ticks marks inside the axis
 */
record PlotAxis(Scale scale, List<Tick> ticks) {
    private static final double[] IN_DECADE = {1, 2, 5};
    private static final double COMPACT_FROM = 1000;
    private static final double MOST_DECADES_IN_STEPS = 3;
    private static final int LEAST_TICKS = 3;

    /**
     * A linear axis that begins at a round number.
     *
     * @param roundEnd whether it also ends at one
     */
    static PlotAxis linear(double least, double most, int wanted, boolean roundEnd) {
        double high = most > least ? most : least + Math.max(1e-9, Math.abs(least));
        double step = Ticks.step(high - least, wanted);
        double start = Math.floor(least / step + 1e-9) * step;
        double end = roundEnd ? Math.ceil(high / step - 1e-9) * step : high;
        LinearScale scale = new LinearScale(start, end);
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; start + i * step <= end + step * 1e-6; i++) {
            double value = start + i * step;
            ticks.add(new Tick(
                    value, end >= COMPACT_FROM && step >= 1 ? Figures.compact(value) : Figures.fixed(value, decimals)));
        }
        return new PlotAxis(scale, ticks);
    }

    /** A logarithmic axis from and to 1, 2 or 5 times a power of ten. */
    static PlotAxis logarithmic(double least, double most) {
        double low = stepBelow(least);
        double high = low;
        while (high < most * (1 - 1e-9)) {
            high = stepAbove(high);
        }
        LogScale scale = new LogScale(low, high > low ? high : stepAbove(low));
        boolean decadesOnly = Math.log10(scale.high() / scale.low()) > MOST_DECADES_IN_STEPS;
        List<Tick> ticks = new ArrayList<>();
        for (double value = low; value <= scale.high() * (1 + 1e-9); value = stepAbove(value)) {
            if (!decadesOnly || Math.abs(Math.log10(value) - Math.rint(Math.log10(value))) < 1e-9) {
                ticks.add(new Tick(value, Figures.compact(value)));
            }
        }
        return new PlotAxis(scale, ticks.size() < LEAST_TICKS ? scale.ticks(LEAST_TICKS) : ticks);
    }

    private static double stepBelow(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        double found = power;
        for (double factor : IN_DECADE) {
            if (factor * power <= value * (1 + 1e-9)) {
                found = factor * power;
            }
        }
        return found;
    }

    private static double stepAbove(double value) {
        double power = Math.pow(10, Math.floor(Math.log10(value) + 1e-9));
        for (double factor : IN_DECADE) {
            if (factor * power > value * (1 + 1e-6)) {
                return factor * power;
            }
        }
        return 10 * power;
    }
}
