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
        ContextRows.forEachBlock(store, 1, job, totals::sum);
        job.progress(1, 2);
        ContextRows.forEachBlock(store, 1, job, totals::bin);
        job.progress(1, 1);
        return totals;
    }

    private void sum(ContextRows rows) {
        for (int e = 0; e < rows.entries(); e++) {
            int latent = rows.latent(e);
            float value = rows.value(e);
            counts[latent]++;
            sums[latent] += value;
            squares[latent] += (double) value * value;
            maxima[latent] = Math.max(maxima[latent], value);
        }
    }

    private void bin(ContextRows rows) {
        for (int e = 0; e < rows.entries(); e++) {
            int latent = rows.latent(e);
            histograms[latent * LatentStatistics.BINS + bin(rows.value(e), maxima[latent])]++;
        }
    }

    /** Bar b holds (b, b + 1]·max/50: closed on the right, as the colour stops are. */
    static int bin(float value, float max) {
        return Math.clamp(
                (long) Math.ceil(LatentStatistics.BINS * (double) value / max) - 1, 0, LatentStatistics.BINS - 1);
    }
}
