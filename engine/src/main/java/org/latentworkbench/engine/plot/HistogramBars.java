package org.latentworkbench.engine.plot;

import java.util.ArrayList;
import java.util.List;

/**
 * A histogram of activations ready to draw: bars on a logarithmic height from 1 up, each in the stop its values have in
 * text, so that the histogram is the legend of the scale.
 *
 * @param bars one per bin, empty ones included
 * @param values scale along the bars, from 0 to the maximum
 * @param counts logarithmic scale of the heights, from 1 (at place 0) up to a power of ten
 */
public record HistogramBars(List<Bar> bars, LinearScale values, LogScale counts) {
    /** A single token is drawn this high, or it could not be told from none. */
    private static final double LEAST_HEIGHT = 0.02;

    /**
     * One bar.
     *
     * @param low value at its left edge (not inside)
     * @param high value at its right edge (inside)
     * @param count tokens in it
     * @param height from 0 to 1; 0 only without tokens
     * @param stop 1 to 9, see {@link ActivationScale#stop}
     */
    public record Bar(double low, double high, long count, double height, int stop) {}

    /**
     * Bars of equal width from 0 to a maximum.
     *
     * @param bins tokens per bin; bin b holds the values in (b, b+1]·max/bins
     * @param max value at the right end, &gt; 0
     * @param reference value of the strongest stop
     */
    public static HistogramBars of(int[] bins, double max, double reference) {
        long most = 1;
        for (int bin : bins) {
            most = Math.max(most, bin);
        }
        LogScale counts = Scale.logOver(1, (double) most);
        List<Bar> bars = new ArrayList<>(bins.length);
        for (int b = 0; b < bins.length; b++) {
            double low = max * b / bins.length;
            double high = max * (b + 1) / bins.length;
            double height = bins[b] == 0 ? 0 : Math.max(LEAST_HEIGHT, counts.toUnit(bins[b]));
            bars.add(new Bar(low, high, bins[b], height, ActivationScale.stop((low + high) / 2, reference)));
        }
        return new HistogramBars(List.copyOf(bars), new LinearScale(0, max), counts);
    }
}
