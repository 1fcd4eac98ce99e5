package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RankingTest {
    private static final int LATENTS = 3000;

    /** Sums that are equal, differ in their last bit, or are far apart. */
    private static LatentSums sums(Random random) {
        double[] values = new double[LATENTS];
        long[] firing = new long[LATENTS];
        for (int latent = 0; latent < LATENTS; latent++) {
            double value = random.nextInt(1, 6);
            for (int ulps = random.nextInt(4); ulps > 0; ulps--) {
                value = Math.nextUp(value);
            }
            values[latent] = random.nextBoolean() ? value : 10 * random.nextDouble();
            firing[latent] = random.nextInt(5);
        }
        return new LatentSums(values, new double[LATENTS], firing);
    }

    @Test
    void bestComeFirstToTheLastBitAndEqualOnesInTheirOrder() {
        LatentSums sums = sums(new Random(1));
        var ranking = new Ranking(1, 100, _ -> 1, _ -> 5);
        List<RankedLatent> ranked = ranking.rank(sums, _ -> true, Integer.MAX_VALUE);
        assertThat(ranked).hasSize((int)
                Arrays.stream(sums.firing()).filter(hits -> hits > 0).count());
        assertThat(ranked)
                .isSortedAccordingTo(Comparator.comparingDouble(RankedLatent::cosine)
                        .reversed()
                        .thenComparingInt(RankedLatent::latent));
        assertThat(ranking.rank(sums, latent -> latent % 2 == 0, 7))
                .isEqualTo(ranked.stream()
                        .filter(latent -> latent.latent() % 2 == 0)
                        .limit(7)
                        .toList());
    }

    @Test
    void noLatentMayBeLeft() {
        assertThat(new Ranking(1, 100, _ -> 1, _ -> 5).rank(sums(new Random(2)), _ -> false, 10))
                .isEmpty();
    }
}
