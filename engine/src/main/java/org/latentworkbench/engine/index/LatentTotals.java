package org.latentworkbench.engine.index;

import org.latentworkbench.engine.job.JobContext;

/** Sums per latent over a store: one pass for the totals, one for the histograms that need the maxima. */
final class LatentTotals {
    private static final int CHECK = (1 << 16) - 1;

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
        for (long e = 0; e < store.activations(); e++) {
            if ((e & CHECK) == 0) {
                job.checkCancelled();
                job.progress(e, 2 * store.activations());
            }
            int latent = store.latent(e);
            float value = store.value(e);
            counts[latent]++;
            sums[latent] += value;
            squares[latent] += (double) value * value;
            maxima[latent] = Math.max(maxima[latent], value);
        }
    }

    private void bin(ActivationStore store, JobContext job) {
        for (long e = 0; e < store.activations(); e++) {
            if ((e & CHECK) == 0) {
                job.checkCancelled();
                job.progress(store.activations() + e, 2 * store.activations());
            }
            int latent = store.latent(e);
            histograms[latent * LatentStatistics.BINS + bin(store.value(e), maxima[latent])]++;
        }
    }

    /** Bar b holds (b, b + 1]·max/50: closed on the right, as the colour stops are. */
    static int bin(float value, float max) {
        return Math.clamp(
                (long) Math.ceil(LatentStatistics.BINS * (double) value / max) - 1, 0, LatentStatistics.BINS - 1);
    }
}
