package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.NativeScope;

class AdamWTest {
    @Test
    void stepsAsThePaperSays() {
        float[] gradients = {0.5f, -2f, 1e-3f};
        double[] expected = {1, -1, 0.25};
        float[] decayed = {1, 0, 1};
        double[] m = new double[3];
        double[] v = new double[3];
        try (NativeScope scope = NativeScope.open(ComputeDevice.CPU)) {
            NDArray vector = scope.upload(MemorySegment.ofArray(new float[] {1, -1, 0.25f}), 3);
            AdamW optimiser = new AdamW(vector, decayed, 0.1, scope);
            for (int t = 1; t <= 5; t++) {
                try (NativeScope step = scope.child()) {
                    float[] scaled = new float[3];
                    for (int i = 0; i < 3; i++) {
                        scaled[i] = gradients[i] * t;
                        m[i] = 0.9 * m[i] + 0.1 * scaled[i];
                        v[i] = 0.95 * v[i] + 0.05 * scaled[i] * scaled[i];
                        double root = Math.sqrt(v[i] / (1 - Math.pow(0.95, t))) + 1e-8;
                        double update = m[i] / (1 - Math.pow(0.9, t)) / root + 0.1 * decayed[i] * expected[i];
                        expected[i] -= 0.01 * update;
                    }
                    optimiser.step(step.upload(MemorySegment.ofArray(scaled), 3), 0.01, t, step);
                }
                float[] actual = NativeScope.download(vector);
                for (int i = 0; i < 3; i++) {
                    assertThat(actual[i]).isCloseTo((float) expected[i], within(1e-5f));
                }
            }
        }
    }

    @Test
    void theScheduleWarmsUpAndFallsToATenth() {
        Schedule schedule = new Schedule(2, 10, 110);
        assertThat(schedule.at(1)).isCloseTo(0.2, within(1e-12));
        assertThat(schedule.at(10)).isCloseTo(2, within(1e-12));
        assertThat(schedule.at(60)).isCloseTo(1.1, within(1e-12));
        assertThat(schedule.at(110)).isCloseTo(0.2, within(1e-12));
    }
}
