package org.latentworkbench.engine.index;

import java.util.Arrays;
import java.util.function.IntToLongFunction;
import org.latentworkbench.engine.job.JobContext;

/**
 * Exact sums over all tokens for some pairs of latents. Pairs are given latent by latent as in compressed rows, the smaller
 * latent first.
 */
final class PairSums {
    /** Numbers kept of a pair, side by side so that they are found together in a cache: C, Σab, Σ_{b&gt;0} a², Σ_{a&gt;0} b². */
    private static final int NUMBERS = 4;

    private final int[] starts;
    private final int[] others;
    private final double[] sums;

    /**
     * Nothing added up yet.
     *
     * @param starts for each latent where its pairs begin, and the number of pairs at the end
     * @param others the larger latent of each pair, ascending for each smaller one
     */
    PairSums(int[] starts, int[] others) {
        this.starts = starts;
        this.others = others;
        sums = new double[Math.multiplyExact(NUMBERS, others.length)];
    }

    /** Tokens on which both latents of a pair fire. */
    long joint(int pair) {
        return (long) sums[NUMBERS * pair];
    }

    /** Σab. */
    double product(int pair) {
        return sums[NUMBERS * pair + 1];
    }

    /** Σ_{b&gt;0} a², a being one of a pair and b the other. */
    double squares(int pair, boolean ofTheSmaller) {
        return sums[NUMBERS * pair + (ofTheSmaller ? 2 : 3)];
    }

    /** Latents cut into runs that are about equally much work: for each run the first latent, and their number at the end. */
    int[] runs(int count, IntToLongFunction tokens) {
        int latents = starts.length - 1;
        double[] work = new double[latents + 1];
        for (int latent = 0; latent < latents; latent++) {
            int pairs = starts[latent + 1] - starts[latent];
            work[latent + 1] = work[latent] + (double) tokens.applyAsLong(latent) * (1 + pairs);
        }
        int[] cuts = new int[count + 1];
        for (int run = 1; run < count; run++) {
            int found = Arrays.binarySearch(work, work[latents] * run / count);
            cuts[run] = Math.clamp(found < 0 ? -found - 1 : found, cuts[run - 1], latents);
        }
        cuts[count] = latents;
        return cuts;
    }

    /** Adds up the pairs of the smaller latents {@code [first, end)}; other threads may do others at the same time. */
    void add(ActivationStore store, int first, int end, JobContext job) {
        var row = new Row(store.latents());
        ContextRows.forEachBlock(store, 1, job, rows -> add(rows, first, end, row));
    }

    private void add(ContextRows rows, int first, int end, Row row) {
        for (int r = 0; r < rows.rows(); r++) {
            int from = rows.firstAtLeast(r, first);
            int stop = rows.firstAtLeast(r, end);
            if (from < stop) {
                row.set(rows, from, rows.end(r));
                for (int e = from; e < stop; e++) {
                    add(rows.latent(e), rows.value(e), row);
                }
                row.clear(rows, from, rows.end(r));
            }
        }
    }

    private void add(int latent, double own, Row row) {
        int found = row.find(others, starts[latent], starts[latent + 1]);
        for (int i = 0; i < found; i++) {
            int pair = row.found[i];
            double other = row.values[others[pair]];
            int at = NUMBERS * pair;
            sums[at]++;
            sums[at + 1] += own * other;
            sums[at + 2] += own * own;
            sums[at + 3] += other * other;
        }
    }

    /** The activations of a token by latent. */
    private static final class Row {
        private final float[] values;

        /** 1 for a latent that fires, else 0. */
        private final byte[] firing;

        private final int[] found;

        Row(int latents) {
            values = new float[latents];
            firing = new byte[latents];
            found = new int[latents];
        }

        void set(ContextRows rows, int from, int end) {
            for (int e = from; e < end; e++) {
                values[rows.latent(e)] = rows.value(e);
                firing[rows.latent(e)] = 1;
            }
        }

        void clear(ContextRows rows, int from, int end) {
            for (int e = from; e < end; e++) {
                firing[rows.latent(e)] = 0;
            }
        }

        /** The pairs of {@code [from, end)} whose larger latent fires; without a jump, which would mostly be foreseen wrongly. */
        int find(int[] others, int from, int end) {
            int count = 0;
            for (int pair = from; pair < end; pair++) {
                found[count] = pair;
                count += firing[others[pair]];
            }
            return count;
        }
    }

    /** The pair of two latents. */
    int pair(int one, int other) {
        int smaller = Math.min(one, other);
        return Arrays.binarySearch(others, starts[smaller], starts[smaller + 1], Math.max(one, other));
    }
}
