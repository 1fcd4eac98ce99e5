package org.latentworkbench.engine.training;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How the random prefix lengths of a batch are distributed over 1 .. n - 1. */
public enum PrefixLaw {
    /** {@code P(L ≤ 1 + j) = ((j + 1) / (n - 1))^0.5}: what Nabeshima's program draws. */
    POWER {
        @Override
        double length(double u, int latents) {
            return 1 + (latents - 1) * u * u;
        }
    },
    /** A Pareto distribution of exponent 0.5 cut off at n: much shorter prefixes. */
    PARETO {
        @Override
        double length(double u, int latents) {
            double root = 1 - u * (1 - 1 / Math.sqrt(latents));
            return 1 / (root * root);
        }
    };

    /** Turns a uniform number of [0, 1) into a length of [1, n). */
    abstract double length(double u, int latents);

    /**
     * The prefixes of a batch: {@code count - 1} different ones of 1 .. n - 1 and n itself, ascending. A function of seed and
     * step alone, so that a resumed run draws the same.
     *
     * @param count K, 1 to n
     */
    int[] draw(int count, int latents, long seed, long step) {
        SplittableRandom random = new SplittableRandom(seed ^ (step * 0x9E3779B97F4A7C15L + 0x632BE59BD9B4E019L));
        int[] prefixes = new int[count];
        prefixes[count - 1] = latents;
        for (int drawn = 0; drawn < count - 1; ) {
            int length = Math.min(latents - 1, (int) length(random.nextDouble(), latents));
            boolean isNew = Arrays.stream(prefixes, 0, drawn).noneMatch(other -> other == length);
            if (isNew) {
                prefixes[drawn++] = length;
            }
        }
        Arrays.sort(prefixes);
        return prefixes;
    }
}
