package org.latentworkbench.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;

class ScaleEstimatorTest {
    private static ScaleEstimator.Sample sample(float[]... rows) {
        FloatMatrix matrix = FloatMatrix.allocate(Arena.ofAuto(), rows.length, rows[0].length);
        for (int row = 0; row < rows.length; row++) {
            matrix.setRow(row, rows[row]);
        }
        return new ScaleEstimator.Sample() {
            @Override
            public long rows() {
                return matrix.rows();
            }

            @Override
            public void forEach(ScaleEstimator.RowVisitor visitor) {
                for (long row = 0; row < matrix.rows(); row++) {
                    visitor.row(matrix, row);
                }
            }
        };
    }

    @Test
    void unitMeanSquareIsOneOverTheRootOfTheMeanSquaredNorm() {
        // Norms 5 and 1: mean square (25 + 1) / 2 = 13.
        InputScale scale =
                ScaleEstimator.estimate(sample(new float[] {3, 4}, new float[] {0, 1}), 2, ScaleRule.UNIT_MS, false);
        assertThat(scale.scale()).isCloseTo(1 / Math.sqrt(13), within(1e-15));
        assertThat(scale.shift()).containsExactly(0, 0);
        assertThat(scale.rows()).isEqualTo(2);
        assertThat(scale.rule()).isEqualTo(ScaleRule.UNIT_MS);
    }

    @Test
    void rowsOfZerosDoNotDecideWhatIsUsual() {
        InputScale scale = ScaleEstimator.estimate(
                sample(new float[] {3, 4}, new float[2], new float[2], new float[2]), 2, ScaleRule.UNIT_MS, false);
        assertThat(scale.scale()).isCloseTo(1 / Math.sqrt(25 / 4.0), within(1e-15));
        assertThat(scale.rows()).isEqualTo(4);
    }

    @Test
    void rootOfDimensionsIsOverTheMeanNorm() {
        InputScale scale =
                ScaleEstimator.estimate(sample(new float[] {3, 4}, new float[] {0, 1}), 2, ScaleRule.SQRT_D, false);
        assertThat(scale.scale()).isCloseTo(Math.sqrt(2) / 3, within(1e-15));
    }

    @Test
    void centringTakesTheMeanAwayFirst() {
        InputScale scale =
                ScaleEstimator.estimate(sample(new float[] {11, 0}, new float[] {9, 0}), 2, ScaleRule.UNIT_MS, true);
        assertThat(scale.shift()).containsExactly(10, 0);
        assertThat(scale.scale()).isCloseTo(1, within(1e-15));
    }

    @Test
    void rowsOfMoreThanTenTimesTheMedianNormAreDropped() {
        float[][] rows = {{1, 0}, {0, 1}, {1, 0}, {10, 0}, {10.1f, 0}};
        InputScale scale = ScaleEstimator.estimate(sample(rows), 2, ScaleRule.UNIT_MS, false);
        assertThat(scale.rows()).isEqualTo(4);
        assertThat(scale.scale()).isCloseTo(1 / Math.sqrt(103 / 4.0), within(1e-12));
    }

    @Test
    void sumsInDoublePrecision() {
        // In float 2^24 + 1 is 2^24, so a float sum of squares would lose every second row.
        float[][] rows = new float[1000][];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = new float[] {i % 2 == 0 ? 4096 : 4097};
        }
        double expected = (4096.0 * 4096 + 4097.0 * 4097) / 2;
        InputScale scale = ScaleEstimator.estimate(sample(rows), 1, ScaleRule.UNIT_MS, false);
        assertThat(1 / (scale.scale() * scale.scale())).isCloseTo(expected, within(1e-6));
    }

    @Test
    void aStreamIsLeftAtItsStartAndGivesTheScaleOfItsRows() {
        try (ShuffledStream stream = new ShuffledStream(new MemoryBlocks(1, 3, 2), 4, 1)) {
            InputScale scale = ScaleEstimator.estimate(stream, ScaleRule.UNIT_MS, false, JobContext.silent());
            assertThat(scale.scale()).isCloseTo(1 / Math.sqrt((0 + 1 + 4 + 9 + 16) / 5.0), within(1e-12));
            assertThat(stream.rowsServed()).isZero();
        }
    }

    @Test
    void noRuleMeansScaleOneAndZerosHaveNone() {
        assertThat(ScaleEstimator.estimate(sample(new float[] {7}), 1, ScaleRule.NONE, false)
                        .scale())
                .isOne();
        assertThatThrownBy(() -> ScaleEstimator.estimate(sample(new float[] {0}), 1, ScaleRule.UNIT_MS, false))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("zero");
        assertThatThrownBy(() -> new InputScale(Double.NaN, new float[1], ScaleRule.GIVEN, 0))
                .isInstanceOf(BadInputException.class);
    }
}
