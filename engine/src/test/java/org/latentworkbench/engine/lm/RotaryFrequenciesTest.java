package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RotaryFrequenciesTest {
    @Test
    void plainFrequenciesFallGeometrically() {
        assertThat(RotaryFrequencies.plain(10_000, 4)).containsExactly(new double[] {1, 0.01}, within(1e-15));
    }

    /** Worked by hand from the definition, for the numbers of Llama 3.1: factor 8, 1, 4, 8192. */
    @Test
    void llama3KeepsFastPairsAndSlowsSlowOnes() {
        double fast = 0.01; // wavelength 628 < 2048
        double slow = 0.0005; // wavelength 12566 > 8192
        double middle = 0.0015; // wavelength 4188.79: smooth = (8192 / 4188.79 - 1) / 3 = 0.3185659
        double[] scaled = RotaryFrequencies.llama3(new double[] {fast, middle, slow}, 8, 1, 4, 8192);
        assertThat(scaled[0]).isEqualTo(fast);
        assertThat(scaled[1]).isCloseTo(0.0015 * ((1 - 0.318565) / 8 + 0.318565), within(1e-8));
        assertThat(scaled[2]).isEqualTo(slow / 8);
    }
}
