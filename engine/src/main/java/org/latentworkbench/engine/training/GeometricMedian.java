package org.latentworkbench.engine.training;

import org.latentworkbench.engine.tensor.FloatMatrix;

/** The point with the least sum of distances to some rows, by Weiszfeld's iteration: a centre that outliers do not move. */
final class GeometricMedian {
    private static final int MOST_ROUNDS = 100;
    private static final double SMALLEST_DISTANCE = 1e-12;
    private static final double ENOUGH = 1e-5;

    private GeometricMedian() {}

    /** @param rows [count, d], count ≥ 1 */
    static double[] of(FloatMatrix rows) {
        int width = rows.columns();
        double[] median = mean(rows);
        double[] row = new double[width];
        for (int round = 0; round < MOST_ROUNDS; round++) {
            double[] next = new double[width];
            double weights = 0;
            for (long r = 0; r < rows.rows(); r++) {
                double squares = 0;
                for (int i = 0; i < width; i++) {
                    row[i] = rows.get(r, i);
                    squares += (row[i] - median[i]) * (row[i] - median[i]);
                }
                double weight = 1 / Math.max(Math.sqrt(squares), SMALLEST_DISTANCE);
                weights += weight;
                for (int i = 0; i < width; i++) {
                    next[i] += weight * row[i];
                }
            }
            double moved = 0;
            for (int i = 0; i < width; i++) {
                next[i] /= weights;
                moved += (next[i] - median[i]) * (next[i] - median[i]);
            }
            median = next;
            if (Math.sqrt(moved) < ENOUGH) {
                break;
            }
        }
        return median;
    }

    /** The mean row. */
    static double[] mean(FloatMatrix rows) {
        double[] mean = new double[rows.columns()];
        for (long r = 0; r < rows.rows(); r++) {
            for (int i = 0; i < mean.length; i++) {
                mean[i] += rows.get(r, i);
            }
        }
        for (int i = 0; i < mean.length; i++) {
            mean[i] /= rows.rows();
        }
        return mean;
    }
}
