package org.latentworkbench.engine.index;

import java.util.Arrays;
import org.latentworkbench.engine.job.JobContext;

/**
 * Exact sums over all tokens for some pairs of latents. Pairs are given latent by latent as in compressed rows, the smaller
 * latent first.
 *
 * @param starts for each latent where its pairs begin, and the number of pairs at the end
 * @param others the larger latent of each pair, ascending for each smaller one
 * @param joint number of tokens on which both fire
 * @param products Σab
 * @param squares Σ_{b&gt;0} a², a being the smaller latent
 * @param otherSquares Σ_{a&gt;0} b²
 */
record PairSums(int[] starts, int[] others, long[] joint, double[] products, double[] squares, double[] otherSquares) {
    static PairSums of(int[] starts, int[] others) {
        int pairs = others.length;
        return new PairSums(starts, others, new long[pairs], new double[pairs], new double[pairs], new double[pairs]);
    }

    /** Adds up the pairs of the smaller latents {@code [first, end)}; other threads may do others at the same time. */
    void add(ActivationStore store, int first, int end, JobContext job) {
        var rows = new ContextRows(store);
        float[] values = new float[store.latents()];
        for (long p = 0; p < store.tokens(); p += PairCounts.ROWS) {
            job.checkCancelled();
            rows.load(p, (int) Math.min(PairCounts.ROWS, store.tokens() - p));
            for (int row = 0; row < rows.rows(); row++) {
                add(rows, row, first, end, values);
            }
        }
    }

    private void add(ContextRows rows, int row, int first, int end, float[] values) {
        int from = rows.firstAtLeast(row, first);
        int stop = rows.firstAtLeast(row, end);
        if (from == stop) {
            return;
        }
        for (int e = from; e < rows.end(row); e++) {
            values[rows.latent(e)] = rows.value(e);
        }
        for (int e = from; e < stop; e++) {
            int latent = rows.latent(e);
            double own = rows.value(e);
            for (int pair = starts[latent]; pair < starts[latent + 1]; pair++) {
                double other = values[others[pair]];
                if (other > 0) {
                    joint[pair]++;
                    products[pair] += own * other;
                    squares[pair] += own * own;
                    otherSquares[pair] += other * other;
                }
            }
        }
        for (int e = from; e < rows.end(row); e++) {
            values[rows.latent(e)] = 0;
        }
    }

    /** The pair of two latents. */
    int pair(int one, int other) {
        int smaller = Math.min(one, other);
        return Arrays.binarySearch(others, starts[smaller], starts[smaller + 1], Math.max(one, other));
    }
}
