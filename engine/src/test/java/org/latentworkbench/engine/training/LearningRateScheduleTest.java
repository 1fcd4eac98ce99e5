package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.sae.SaeKind;

class LearningRateScheduleTest {
    @Test
    void risesStaysAndFallsToZeroAfterTheLastStep() {
        LearningRateSchedule schedule = new LearningRateSchedule(Schedule.LINEAR, 2, 1000, 100, 0.2);
        assertThat(schedule.at(0)).isCloseTo(0.02, within(1e-12));
        assertThat(schedule.at(99)).isCloseTo(2, within(1e-12));
        assertThat(schedule.at(500)).isEqualTo(2);
        assertThat(schedule.at(800)).isEqualTo(2);
        assertThat(schedule.at(900)).isCloseTo(1, within(1e-12));
        assertThat(schedule.at(999)).isCloseTo(0.01, within(1e-12));
    }

    @Test
    void wsdFallsToATenthAsPublished() {
        LearningRateSchedule schedule = new LearningRateSchedule(Schedule.WSD, 3e-2, 40_000, 100, 0.2);
        assertThat(schedule.at(49)).isCloseTo(1.5e-2, within(1e-12));
        assertThat(schedule.at(20_000)).isEqualTo(3e-2);
        assertThat(schedule.at(36_000) / 3e-2).isCloseTo(0.55, within(1e-6));
        assertThat(schedule.at(40_000) / 3e-2).isCloseTo(0.1, within(1e-5));
    }

    @Test
    void theCosineRisesFromATenth() {
        LearningRateSchedule schedule = new LearningRateSchedule(Schedule.COSINE, 1, 10_000, 1000, 0);
        assertThat(schedule.at(0)).isCloseTo(0.1, within(1e-12));
        assertThat(schedule.at(500)).isCloseTo(0.55, within(1e-12));
        assertThat(schedule.at(1000)).isEqualTo(1);
        assertThat(schedule.at(9999)).isEqualTo(1);
    }

    @Test
    void theDefaultRateFallsWithTheRootOfTheWidth() {
        assertThat(TrainingConfig.defaultLearningRate(new SaeKind.Relu(), 512)).isCloseTo(1.13e-3, within(1e-5));
        assertThat(TrainingConfig.defaultLearningRate(new SaeKind.Relu(), 4096)).isCloseTo(4e-4, within(1e-9));
        assertThat(TrainingConfig.defaultLearningRate(new SaeKind.Relu(), 65536))
                .isCloseTo(1e-4, within(1e-9));
        assertThat(TrainingConfig.defaultLearningRate(new SaeKind.TopK(8), 4096))
                .isCloseTo(1e-3, within(1e-9));
    }
}
