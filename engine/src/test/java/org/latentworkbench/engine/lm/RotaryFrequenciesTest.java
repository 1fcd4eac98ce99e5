package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.lm.kernel.Rotation;

class RotaryFrequenciesTest {
    @Test
    void plainFrequenciesFallGeometrically() {
        assertThat(RotaryFrequencies.plain(10_000, 4)).containsExactly(new double[] {1, 0.01}, within(1e-15));
    }

    /** Up to the trained length nothing changes; at twice of it θ grows by 3^(4/2) for a factor of 2. */
    @Test
    void dynamicScalingSlowsWhatIsLongerThanInTraining() {
        var rotary = new Rotary.Dynamic(100, 4, 2, 8);
        assertThat(rotary.of(3)).isEqualTo(rotary.of(8));
        assertThat(rotary.of(8).frequencies()).containsExactly(new double[] {1, 0.1}, within(1e-12));
        assertThat(rotary.of(16).frequencies()).containsExactly(new double[] {1, 1 / 30.0}, within(1e-12));
    }

    /** Qwen2.5's settings, worked by hand: pairs up to 23 keep their speed, from 40 on they turn at a quarter of it. */
    @Test
    void yarnKeepsFastPairsAndSlowsSlowOnes() {
        Rotation rotation = new YarnScaling(4, 32_768, 32, 1, true, 1.1386).rotation(1e6, 128);
        double[] plain = RotaryFrequencies.plain(1e6, 128);
        double[] scaled = rotation.frequencies();
        assertThat(scaled[23]).isEqualTo(plain[23]);
        assertThat(scaled[24]).isLessThan(plain[24]);
        assertThat(scaled[31] / plain[31]).isCloseTo(1 - 0.75 * 8 / 17, within(1e-12));
        assertThat(scaled[39]).isGreaterThan(plain[39] / 4);
        assertThat(scaled[40]).isCloseTo(plain[40] / 4, within(1e-18));
        assertThat(rotation.amplitude()).isEqualTo(1.1386);
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
