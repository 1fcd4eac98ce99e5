package org.latentworkbench.engine.training;

import java.util.stream.IntStream;
import org.latentworkbench.engine.tensor.SparseCodes;

/**
 * The nested reconstructions that the loss of a step is taken over: prefixes of the latents, or for Multi-TopK the k largest
 * and then all that were chosen. A latent's level is the first reconstruction it belongs to. Owns its arrays.
 *
 * @param widths ascending prefix widths, the last being all latents
 * @param weights weight of each in the loss
 * @param chosenFirst entries of each row that make the first level, for Multi-TopK; 0 where the widths decide
 * @param logged which of them are reported; the last of these is the autoencoder's own reconstruction
 */
record Levels(int[] widths, double[] weights, int chosenFirst, int[] logged) {
    private static final double MULTI_WEIGHT = 1.0 / 8;

    /** One reconstruction from all latents. */
    static Levels one(int latents) {
        return fixed(new int[] {latents}, new double[] {1});
    }

    /** Prefixes that stay the same. */
    static Levels fixed(int[] widths, double[] weights) {
        return new Levels(widths, weights, 0, IntStream.range(0, widths.length).toArray());
    }

    /** Prefixes that were drawn for this step, of equal weight. */
    static Levels drawn(int[] widths) {
        double[] weights = new double[widths.length];
        java.util.Arrays.fill(weights, 1.0 / widths.length);
        return new Levels(widths, weights, 0, new int[] {widths.length - 1});
    }

    /** The k largest of every row, and with an eighth of the weight all that were chosen. */
    static Levels multi(int k, int latents) {
        return new Levels(new int[] {latents, latents}, new double[] {1, MULTI_WEIGHT}, k, new int[] {0});
    }

    int count() {
        return widths.length;
    }

    /** The autoencoder's own reconstruction. */
    int result() {
        return logged[logged.length - 1];
    }

    /** One past the last entry of a level in a row whose entries of that level begin at {@code from}. */
    int end(SparseCodes codes, int row, int level, int from) {
        if (chosenFirst > 0) {
            return level == 0 ? Math.min(codes.begin(row) + chosenFirst, codes.end(row)) : codes.end(row);
        }
        int end = from;
        while (end < codes.end(row) && codes.column(end) < widths[level]) {
            end++;
        }
        return end;
    }
}
