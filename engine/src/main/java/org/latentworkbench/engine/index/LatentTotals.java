package org.latentworkbench.engine.index;

import org.latentworkbench.engine.job.JobContext;

/** Sums per latent over a store: one pass for the totals, one for the histograms that need the maxima. */
final class LatentTotals {
    final long[] counts;
    final double[] sums;
    final double[] squares;
    final float[] maxima;
    final int[] histograms;

    private LatentTotals(int latents) {
        counts = new long[latents];
        sums = new double[latents];
        squares = new double[latents];
        maxima = new float[latents];
        histograms = new int[Math.multiplyExact(latents, LatentStatistics.BINS)];
    }

    static LatentTotals of(ActivationStore store, JobContext job) {
        var totals = new LatentTotals(store.latents());
        totals.sum(store, job);
        totals.bin(store, job);
        return totals;
    }

    private void sum(ActivationStore store, JobContext job) {
        var rows = new ContextRows(store);
        for (long p = 0; p < store.tokens(); p += PairCounts.ROWS) {
            job.checkCancelled();
            job.progress(p, 2 * store.tokens());
            rows.load(p, (int) Math.min(PairCounts.ROWS, store.tokens() - p));
            for (int e = 0; e < rows.end(rows.rows() - 1); e++) {
                int latent = rows.latent(e);
                float value = rows.value(e);
                counts[latent]++;
                sums[latent] += value;
                squares[latent] += (double) value * value;
                maxima[latent] = Math.max(maxima[latent], value);
            }
        }
    }

    private void bin(ActivationStore store, JobContext job) {
        var rows = new ContextRows(store);
        for (long p = 0; p < store.tokens(); p += PairCounts.ROWS) {
            job.checkCancelled();
            job.progress(store.tokens() + p, 2 * store.tokens());
            rows.load(p, (int) Math.min(PairCounts.ROWS, store.tokens() - p));
            for (int e = 0; e < rows.end(rows.rows() - 1); e++) {
                int latent = rows.latent(e);
                histograms[latent * LatentStatistics.BINS + bin(rows.value(e), maxima[latent])]++;
            }
        }
    }

    /** Bar b holds (b, b + 1]·max/50: closed on the right, as the colour stops are. */
    static int bin(float value, float max) {
        return Math.clamp(
                (long) Math.ceil(LatentStatistics.BINS * (double) value / max) - 1, 0, LatentStatistics.BINS - 1);
    }
}
