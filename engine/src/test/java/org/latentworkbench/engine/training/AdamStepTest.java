package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.tensor.FloatMatrix;

class AdamStepTest {
    /** One value takes the scalar way, 37 both ways. */
    @ParameterizedTest
    @ValueSource(ints = {1, 37})
    void givesTheKnownNumbers(int width) {
        check(width, 1e-8, new float[] {.1f, -.2f, .3f}, new double[] {.990000001, .993661036, .990228625});
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 37})
    void addsEpsilonToTheRootOfTheCorrectedMoment(int width) {
        check(width, 1e-3, new float[] {.001f, -.002f, .003f}, new double[] {.995, .997242786, .994896284});
    }

    private static void check(int width, double epsilon, float[] gradients, double[] expected) {
        TrainingConfig.Optimiser optimiser = new TrainingConfig.Optimiser(.9, .999, epsilon, 0, 0, 0);
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix w = FloatMatrix.allocate(arena, 1, width);
            FloatMatrix m = FloatMatrix.allocate(arena, 1, width);
            FloatMatrix v = FloatMatrix.allocate(arena, 1, width);
            float[] ones = new float[width];
            java.util.Arrays.fill(ones, 1);
            w.setRow(0, ones);
            for (int t = 1; t <= 3; t++) {
                float[] gradient = new float[width];
                // Half of the gradient comes by way of the clip factor.
                java.util.Arrays.fill(gradient, 2 * gradients[t - 1]);
                new AdamStep(optimiser, t, .01).update(w.data(), m.data(), v.data(), 0, gradient, 0.5f);
                for (int i = 0; i < width; i++) {
                    assertThat((double) w.get(0, i)).isCloseTo(expected[t - 1], within(3e-7));
                }
            }
        }
    }
}
