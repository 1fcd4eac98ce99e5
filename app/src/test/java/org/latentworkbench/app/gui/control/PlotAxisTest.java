package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.plot.Tick;

class PlotAxisTest {
    private static List<String> labels(PlotAxis axis) {
        return axis.ticks().stream().map(Tick::label).toList();
    }

    @Test
    void linearAxesHaveRoundTicks() {
        assertThat(labels(PlotAxis.linear(0, 0.137, 4, true))).containsExactly("0.00", "0.05", "0.10", "0.15");
        assertThat(labels(PlotAxis.linear(0, 7000, 4, false))).containsExactly("0", "2 k", "4 k", "6 k");
        assertThat(labels(PlotAxis.linear(0, 120, 4, true))).containsExactly("0", "50", "100", "150");
        assertThat(PlotAxis.linear(0, 7000, 4, false).scale().high()).isEqualTo(7000);
    }

    @Test
    void logarithmicAxesStepByOneTwoFive() {
        assertThat(labels(PlotAxis.logarithmic(0.13, 1.1))).containsExactly("0.1", "0.2", "0.5", "1", "2");
        assertThat(labels(PlotAxis.logarithmic(1e-4, 10))).containsExactly("1e-4", "0.001", "0.01", "0.1", "1", "10");
        assertThat(labels(PlotAxis.logarithmic(0.6, 0.9))).containsExactly("0.6", "0.8", "1.0");
    }
}
