package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {
    @Test
    void keepsTheNumberOfDecimals() {
        assertThat(Figures.two(0.1)).isEqualTo("0.10");
        assertThat(Figures.two(-1.5)).isEqualTo("−1.50");
        assertThat(Figures.two(Double.NaN)).isEqualTo("–");
        assertThat(Figures.count(12288)).isEqualTo("12,288");
    }

    @Test
    void aSmallDensityDoesNotBecomeZero() {
        assertThat(Figures.density(0.0241)).isEqualTo("0.0241");
        assertThat(Figures.density(0.0000304)).isEqualTo("3e−5");
        assertThat(Figures.density(0)).isEqualTo("0.0000");
        assertThat(Figures.power(9.7e-5)).isEqualTo("1e−4");
    }

    @Test
    void histogramHeightsFollowPowersOfTen() {
        Histogram histogram = new Histogram(10, new long[] {0, 1, 10, 1000, 90_000});
        assertThat(histogram.decades()).isEqualTo(5);
        assertThat(Histogram.logShare(0, 5)).isZero();
        assertThat(Histogram.logShare(1, 5)).isPositive();
        assertThat(Histogram.logShare(100_000, 5)).isEqualTo(1);
        assertThat(histogram.countBetween(2, 6)).isEqualTo(11);
        assertThat(Ticks.power(5)).isEqualTo("100 k");
        assertThat(Ticks.step(9.4, 9)).isEqualTo(2);
        assertThat(Ticks.label(0.30000000000000004, 0.1)).isEqualTo("0.3");
    }
}
