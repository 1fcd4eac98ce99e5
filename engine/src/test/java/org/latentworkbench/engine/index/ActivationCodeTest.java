package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivationCodeTest {
    @Test
    void everyPositiveHalfFloatSurvivesTheFeatureFieldInOrder() {
        float before = 0;
        for (short half = 1; half < 0x7C00; half++) {
            float feature = ActivationCode.feature(half);
            assertThat(feature)
                    .isGreaterThan(before)
                    .isGreaterThanOrEqualTo(Float.MIN_NORMAL)
                    .isFinite();
            // FeatureField's own rule for the term frequency, and its inverse for the score.
            int frequency = Float.floatToIntBits(feature) >> 15;
            assertThat(ActivationCode.half(frequency)).isEqualTo(half);
            assertThat(ActivationCode.half(Float.intBitsToFloat(frequency << 15)))
                    .isEqualTo(half);
            before = feature;
        }
    }
}
