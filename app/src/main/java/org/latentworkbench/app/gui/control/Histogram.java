package org.latentworkbench.app.gui.control;

/**
 * Counts of activations in bins of equal width.
 *
 * @param max the right end of the last bin; the left end of the first is 0
 * @param counts tokens per bin; owned by the record
 */
public record Histogram(double max, long[] counts) {
    /** Checks that there is something to draw on. */
    public Histogram {
        if (!(max > 0) || counts.length == 0) {
            throw new IllegalArgumentException(counts.length + " bins up to " + max);
        }
    }

    /** The width of a bin. */
    public double binWidth() {
        return max / counts.length;
    }

    /** Tokens in the bins whose middle lies between two activations. */
    public long countBetween(double low, double high) {
        long sum = 0;
        for (int i = 0; i < counts.length; i++) {
            double middle = (i + 0.5) * binWidth();
            if (middle >= low && middle <= high) {
                sum += counts[i];
            }
        }
        return sum;
    }

    long largest() {
        long largest = 0;
        for (long count : counts) {
            largest = Math.max(largest, count);
        }
        return largest;
    }

    /** The height of a count as a share of the axis: powers of ten from 1 up, nothing for 0. */
    static double logShare(long count, int decades) {
        if (count <= 0) {
            return 0;
        }
        return (Math.log10(count) + 0.3) / (decades + 0.3); // the count 1 keeps a visible bar
    }

    /** Powers of ten that the axis needs for the largest count, at least 1. */
    int decades() {
        return Math.max(1, (int) Math.ceil(Math.log10(Math.max(1, largest()))));
    }
}
