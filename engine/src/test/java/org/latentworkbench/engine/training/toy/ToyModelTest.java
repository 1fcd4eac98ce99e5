package org.latentworkbench.engine.training.toy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** The toy data have the distribution that they are defined by. */
class ToyModelTest {
    private static final int ROWS = 200_000;

    @Test
    void theFeatureTreeHasTheExactMeansOfItsDefinition() {
        FeatureTree tree = FeatureTree.nabeshima(1, 1);
        double[] on = new double[20];
        double active = 0;
        double zero = 0;
        float[] truth = new float[20];
        float[] row = new float[20];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < ROWS; i++) {
            tree.draw(random, truth, row);
            int count = 0;
            for (int feature = 0; feature < 20; feature++) {
                on[feature] += truth[feature] / ROWS;
                count += truth[feature] > 0 ? 1 : 0;
            }
            for (int parent = 0; parent < 12; parent += 4) {
                float children = truth[parent + 1] + truth[parent + 2] + truth[parent + 3];
                assertThat(children).isLessThanOrEqualTo(truth[parent]);
            }
            active += (double) count / ROWS;
            zero += count == 0 ? 1.0 / ROWS : 0;
        }
        assertThat(active).isCloseTo(1.12, within(0.01));
        assertThat(zero).isCloseTo(0.4074, within(0.005));
        for (int feature = 0; feature < 20; feature++) {
            double expected = feature >= 12 ? 0.05 : feature % 4 == 0 ? 0.15 : 0.03;
            assertThat(on[feature]).isCloseTo(expected, within(0.003));
            assertThat(tree.features().get(feature).probability()).isCloseTo(expected, within(1e-12));
        }
        assertThat(tree.parents()).containsExactly(0, 4, 8);
        assertThat(totalVariance(tree)).isCloseTo(1.0244, within(0.08));
    }

    /** Independent of the draws: the lengths of the directions and the variances of their coefficients. */
    private static double totalVariance(FeatureTree tree) {
        double sum = 0;
        for (int feature = 0; feature < 20; feature++) {
            double p = tree.features().get(feature).probability();
            sum += p * (1 - p) * dot(tree.direction(feature), tree.direction(feature));
        }
        return sum;
    }

    @Test
    void directionsAreOrthogonalAndChildrenAsStrongAsAsked() {
        FeatureTree tree = FeatureTree.nabeshima(3, 4);
        for (int a = 0; a < 20; a++) {
            for (int b = 0; b < a; b++) {
                assertThat(dot(tree.direction(a), tree.direction(b))).isCloseTo(0, within(1e-5));
            }
        }
        assertThat(Math.sqrt(dot(tree.direction(1), tree.direction(1)))).isBetween(3.2, 4.8);
        assertThat(Math.sqrt(dot(tree.direction(0), tree.direction(0)))).isBetween(0.8, 1.2);
        assertThatThrownBy(() -> FeatureTree.nabeshima(1, 0)).isInstanceOf(BadInputException.class);
    }

    @Test
    void chaninsSecondFeatureIsOnOnlyWithTheFirst() {
        FeatureTree four = FeatureTree.chanin(1);
        assertThat(four.width()).isEqualTo(50);
        assertThat(four.features()).extracting(ToyModel.Feature::probability).containsExactly(0.25, 0.05, 0.05, 0.05);
        assertThat(four.features().get(1).parent()).isZero();
        assertThat(dot(four.direction(2), four.direction(2))).isCloseTo(1, within(1e-5));
    }

    @Test
    void aStreamGivesTheSameRowsFromAnyPlace() {
        FeatureTree tree = FeatureTree.nabeshima(1, 1);
        try (Arena arena = Arena.ofConfined();
                ToyStream whole = new ToyStream(tree, 7);
                ToyStream skipping = new ToyStream(tree, 7)) {
            FloatMatrix all = FloatMatrix.allocate(arena, 1000, 20);
            whole.next(all);
            for (int start : new int[] {700, 256, 3, 511}) {
                skipping.skipTo(start);
                FloatMatrix some = FloatMatrix.allocate(arena, 100, 20);
                skipping.next(some);
                for (int row = 0; row < 100; row++) {
                    assertThat(some.row(row)).isEqualTo(all.row(start + row));
                }
            }
        }
    }

    @Test
    void theAssignmentIsTheBestOfAll() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 200; round++) {
            int rows = 1 + random.nextInt(6);
            int columns = 1 + random.nextInt(6);
            double[][] gain = new double[rows][columns];
            for (double[] row : gain) {
                for (int i = 0; i < columns; i++) {
                    row[i] = random.nextInt(20);
                }
            }
            int[] assigned = Assignment.greatest(gain);
            double sum = 0;
            int places = 0;
            for (int row = 0; row < rows; row++) {
                if (assigned[row] >= 0) {
                    sum += gain[row][assigned[row]];
                    places++;
                }
            }
            assertThat(java.util.Arrays.stream(assigned)
                            .filter(a -> a >= 0)
                            .distinct()
                            .count())
                    .isEqualTo(places);
            assertThat(places).isEqualTo(Math.min(rows, columns));
            assertThat(sum).isEqualTo(best(gain, 0, 0, Math.max(0, rows - columns)));
        }
    }

    /** By trying everything; rows may be left out as often as they must be. */
    private static double best(double[][] gain, int row, int used, int leftOut) {
        if (row == gain.length) {
            return 0;
        }
        double best = leftOut > 0 ? best(gain, row + 1, used, leftOut - 1) : -1;
        for (int column = 0; column < gain[0].length; column++) {
            if ((used >> column & 1) == 0) {
                double rest = best(gain, row + 1, used | 1 << column, leftOut);
                best = rest < 0 ? best : Math.max(best, gain[row][column] + rest);
            }
        }
        return best;
    }

    private static double dot(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }
}
