package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;

class SamplerTest {
    /** Probabilities 0.1, 0.6, 0.3. */
    private static final float[] LOGITS = {(float) Math.log(0.1), (float) Math.log(0.6), (float) Math.log(0.3)};

    private static double[] frequencies(GenerationOptions options) {
        Sampler sampler = new Sampler(options);
        double[] counts = new double[3];
        for (int i = 0; i < 20_000; i++) {
            counts[sampler.next(LOGITS)] += 1 / 20_000.0;
        }
        return counts;
    }

    @Test
    void drawsByProbability() {
        assertThat(frequencies(new GenerationOptions(1, 1, 0, 1, 1)))
                .containsExactly(new double[] {0.1, 0.6, 0.3}, within(0.015));
    }

    @Test
    void topKDropsTheRest() {
        assertThat(frequencies(new GenerationOptions(1, 1, 2, 1, 1)))
                .containsExactly(new double[] {0, 2 / 3.0, 1 / 3.0}, within(0.015));
    }

    @Test
    void topPKeepsTheFewestThatReachIt() {
        assertThat(frequencies(new GenerationOptions(1, 1, 0, 0.5, 1)))
                .containsExactly(new double[] {0, 1, 0}, within(1e-9));
        assertThat(frequencies(new GenerationOptions(1, 1, 0, 0.7, 1))[0]).isZero();
    }

    @Test
    void temperatureZeroTakesTheLikeliest() {
        assertThat(new Sampler(GenerationOptions.greedy(1)).next(LOGITS)).isEqualTo(1);
    }

    @Test
    void refusesOptionsOutsideTheirRange() {
        assertThatThrownBy(() -> new GenerationOptions(1, -1, 0, 1, 1)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new GenerationOptions(1, 1, 0, 0, 1)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new GenerationOptions(1, Double.NaN, 0, 1, 1)).isInstanceOf(BadInputException.class);
    }
}
