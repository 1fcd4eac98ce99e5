package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LearningRateScheduleTest {
    @Test
    void risesStaysAndFallsToZeroAfterTheLastStep() {
        LearningRateSchedule schedule = new LearningRateSchedule(2, 1000, 100, 0.2);
        assertThat(schedule.at(0)).isCloseTo(0.02, within(1e-12));
        assertThat(schedule.at(99)).isCloseTo(2, within(1e-12));
        assertThat(schedule.at(500)).isEqualTo(2);
        assertThat(schedule.at(800)).isEqualTo(2);
        assertThat(schedule.at(900)).isCloseTo(1, within(1e-12));
        assertThat(schedule.at(999)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void theDefaultRateFallsWithTheRootOfTheWidth() {
        assertThat(TrainingConfig.defaultLearningRate(512)).isCloseTo(1.13e-3, within(1e-5));
        assertThat(TrainingConfig.defaultLearningRate(4096)).isCloseTo(4e-4, within(1e-9));
        assertThat(TrainingConfig.defaultLearningRate(65536)).isCloseTo(1e-4, within(1e-9));
    }
}
