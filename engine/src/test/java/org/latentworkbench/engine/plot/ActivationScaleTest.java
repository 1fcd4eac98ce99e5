package org.latentworkbench.engine.plot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ActivationScaleTest {
    @Test
    void silenceIsStopZeroAndAnythingElseIsNot() {
        assertThat(ActivationScale.stop(0, 9)).isZero();
        assertThat(ActivationScale.stop(Float.MIN_VALUE, 9)).isEqualTo(1);
    }

    @Test
    void stopsAreClosedOnTheRight() {
        for (int stop = 1; stop <= 9; stop++) {
            assertThat(ActivationScale.stop(stop, 9)).isEqualTo(stop);
            assertThat(ActivationScale.stop(stop - 0.999, 9)).isEqualTo(stop);
        }
    }

    @Test
    void whatIsBeyondTheReferenceIsTheStrongestStop() {
        assertThat(ActivationScale.stop(100, 9)).isEqualTo(9);
        assertThat(ActivationScale.stop(1, 0)).isEqualTo(9);
        assertThat(ActivationScale.stop(Double.NaN, 9)).isZero();
    }

    @Test
    void barsCarryTheStopOfTheirValues() {
        int[] bins = new int[50];
        bins[0] = 100_000;
        bins[49] = 1;
        HistogramBars bars = HistogramBars.of(bins, 9.42, 9.42);
        assertThat(bars.bars()).hasSize(50);
        assertThat(bars.bars().getFirst().stop()).isEqualTo(1);
        assertThat(bars.bars().getFirst().height()).isEqualTo(1);
        assertThat(bars.bars().getLast().stop()).isEqualTo(9);
        assertThat(bars.bars().getLast().high()).isEqualTo(9.42);
        assertThat(bars.bars().getLast().height()).as("one token can be seen").isPositive();
        assertThat(bars.bars().get(20).height()).isZero();
    }
}
