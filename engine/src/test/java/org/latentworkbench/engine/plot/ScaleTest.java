package org.latentworkbench.engine.plot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ScaleTest {
    @Test
    void linearTicksAreRound() {
        assertThat(new LinearScale(0, 9.42).ticks(9))
                .extracting(Tick::label)
                .containsExactly("0", "1", "2", "3", "4", "5", "6", "7", "8", "9");
        assertThat(new LinearScale(0, 1).ticks(5))
                .extracting(Tick::label)
                .containsExactly("0.0", "0.2", "0.4", "0.6", "0.8", "1.0");
        assertThat(new LinearScale(-0.3, 0.3).ticks(6))
                .extracting(Tick::label)
                .containsExactly("-0.3", "-0.2", "-0.1", "0.0", "0.1", "0.2", "0.3");
        assertThat(new LinearScale(0, 250_000).ticks(5)).extracting(Tick::label).startsWith("0", "50,000");
    }

    @Test
    void logTicksArePowersOfTen() {
        assertThat(new LogScale(1, 100_000).ticks(5))
                .extracting(Tick::label)
                .containsExactly("1", "10", "100", "1 k", "10 k", "100 k");
        assertThat(new LogScale(1e-6, 1).ticks(3)).extracting(Tick::label).containsExactly("1e-6", "1e-4", "0.01", "1");
    }

    @Test
    void logTicksOfOneDecadeKeepTheirDistance() {
        assertThat(new LogScale(240, 2200).ticks(6)).extracting(Tick::label).containsExactly("500", "1 k", "2 k");
        assertThat(new LogScale(0.015, 0.09).ticks(4))
                .extracting(Tick::label)
                .containsExactly("0.02", "0.04", "0.06", "0.08");
        assertThat(new LogScale(0.13, 0.33).ticks(4))
                .extracting(Tick::label)
                .containsExactly("0.15", "0.20", "0.25", "0.30");
    }

    @Test
    void zeroLiesBelowEveryLogarithmicScale() {
        assertThat(new LogScale(1, 10).toUnit(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    }

    @Test
    void scalesWithoutARangeAreRefused() {
        assertThatThrownBy(() -> new LinearScale(2, 2)).hasMessageContaining("no range");
        assertThatThrownBy(() -> new LogScale(0, 2)).hasMessageContaining("no logarithmic range");
        assertThat(Scale.linearOver(Double.NaN)).isEqualTo(new LinearScale(0, 1));
        assertThat(Scale.linearOver(4, 4).toUnit(4)).isEqualTo(0.5);
        assertThat(Scale.logOver(0, -3)).isEqualTo(new LogScale(1, 10));
    }

    @Property(tries = 200)
    void placesAndValuesAreInverse(
            @ForAll @net.jqwik.api.constraints.Scale(4) @DoubleRange(min = 1e-3, max = 1e3) double low,
            @ForAll @net.jqwik.api.constraints.Scale(4) @DoubleRange(min = 1e-3, max = 1e3) double range,
            @ForAll @DoubleRange(min = 0, max = 1) double unit) {
        for (Scale scale : new Scale[] {new LinearScale(low, low + range), new LogScale(low, low + range)}) {
            assertThat(scale.toUnit(scale.fromUnit(unit))).isCloseTo(unit, within(1e-6));
        }
    }

    @Property(tries = 200)
    void ticksLieInsideAndAboutAsManyAsWanted(
            @ForAll @DoubleRange(min = -1e3, max = 1e3) double low,
            @ForAll @net.jqwik.api.constraints.Scale(4) @DoubleRange(min = 1e-3, max = 1e6) double range,
            @ForAll @IntRange(min = 2, max = 12) int wanted) {
        var scale = new LinearScale(low, low + range);
        assertThat(scale.ticks(wanted))
                .hasSizeBetween(1, 2 * wanted + 2)
                .allSatisfy(tick -> assertThat(scale.toUnit(tick.value())).isBetween(-1e-6, 1 + 1e-6));
    }

    @Test
    void figuresAreShort() {
        assertThat(Figures.compact(0)).isEqualTo("0");
        assertThat(Figures.compact(1e-4)).isEqualTo("1e-4");
        assertThat(Figures.compact(2_500_000)).isEqualTo("2.5 M");
        assertThat(Figures.compact(-0.5)).isEqualTo("-0.5");
        assertThat(Figures.fixed(-0.001, 2)).isEqualTo("0.00");
        assertThat(Figures.fixed(112604, 0)).isEqualTo("112,604");
    }
}
