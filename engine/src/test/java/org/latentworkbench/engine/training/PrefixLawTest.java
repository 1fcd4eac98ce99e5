package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PrefixLawTest {
    private static final int DRAWS = 40_000;

    @Test
    void oneLengthHasThePublishedProbabilities() {
        double[] expected = {.3780, .1566, .1201, .1013, .0892, .0807, .0742};
        double[] found = inclusion(PrefixLaw.POWER, 2, 8);
        for (int length = 1; length < 8; length++) {
            assertThat(found[length]).as("length %d", length).isCloseTo(expected[length - 1], within(0.01));
        }
        assertThat(found[8]).isEqualTo(1);
    }

    @Test
    void tenDifferentLengthsOfTwentyAreIncludedAsPublished() {
        double[] found = inclusion(PrefixLaw.POWER, 10, 20);
        int[] lengths = {1, 2, 3, 5, 10, 19, 20};
        double[] expected = {.95, .75, .65, .55, .42, .32, 1};
        for (int i = 0; i < lengths.length; i++) {
            assertThat(found[lengths[i]]).as("length %d", lengths[i]).isCloseTo(expected[i], within(0.02));
        }
    }

    @Test
    void paretoPrefixesAreMuchShorter() {
        double power = 0;
        double pareto = 0;
        for (int step = 0; step < 2000; step++) {
            power += PrefixLaw.POWER.draw(10, 25_000, 1, step)[0] / 2000.0;
            pareto += PrefixLaw.PARETO.draw(10, 25_000, 1, step)[0] / 2000.0;
        }
        assertThat(power).isBetween(350.0, 550.0);
        assertThat(pareto).isLessThan(10);
    }

    @Test
    void prefixesAscendEndWithAllLatentsAndFollowFromSeedAndStep() {
        for (PrefixLaw law : PrefixLaw.values()) {
            for (int step = 0; step < 100; step++) {
                int[] prefixes = law.draw(6, 6, 3, step);
                assertThat(prefixes).containsExactly(1, 2, 3, 4, 5, 6);
                assertThat(law.draw(5, 500, 3, step))
                        .isEqualTo(law.draw(5, 500, 3, step))
                        .isSorted();
            }
            assertThat(law.draw(1, 40, 3, 0)).containsExactly(40);
            assertThat(law.draw(5, 500, 3, 1)).isNotEqualTo(law.draw(5, 500, 3, 2));
        }
    }

    private static double[] inclusion(PrefixLaw law, int count, int latents) {
        double[] found = new double[latents + 1];
        for (int step = 0; step < DRAWS; step++) {
            Arrays.stream(law.draw(count, latents, 7, step)).forEach(length -> found[length] += 1.0 / DRAWS);
        }
        found[latents] = Math.rint(found[latents]);
        return found;
    }
}
