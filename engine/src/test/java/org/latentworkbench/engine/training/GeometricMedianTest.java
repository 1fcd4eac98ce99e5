package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.tensor.FloatMatrix;

class GeometricMedianTest {
    @Test
    void ofThreeCornersOfASquareIsTheKnownPoint() {
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix rows = FloatMatrix.allocate(arena, 3, 2);
            rows.setRow(1, new float[] {1, 0});
            rows.setRow(2, new float[] {0, 1});
            double[] median = GeometricMedian.of(rows);
            double expected = (3 - Math.sqrt(3)) / 6;
            assertThat(median[0]).isCloseTo(expected, within(3e-5));
            assertThat(median[1]).isCloseTo(expected, within(3e-5));
        }
    }
}
