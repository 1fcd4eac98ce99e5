package org.latentworkbench.engine.training.toy;

import java.util.SplittableRandom;

/** Random directions that are orthogonal to each other. */
final class Orthogonal {
    private Orthogonal() {}

    /** Orthonormal rows, uniformly distributed: Gram-Schmidt of normal random vectors, done twice for exactness. */
    static double[][] rows(int count, int width, SplittableRandom random) {
        double[][] rows = new double[count][width];
        for (int row = 0; row < count; row++) {
            for (int i = 0; i < width; i++) {
                rows[row][i] = random.nextGaussian();
            }
            for (int pass = 0; pass < 2; pass++) {
                for (int before = 0; before < row; before++) {
                    subtract(rows[row], rows[before], dot(rows[row], rows[before]));
                }
                double length = Math.sqrt(dot(rows[row], rows[row]));
                for (int i = 0; i < width; i++) {
                    rows[row][i] /= length;
                }
            }
        }
        return rows;
    }

    private static void subtract(double[] from, double[] what, double times) {
        for (int i = 0; i < from.length; i++) {
            from[i] -= times * what[i];
        }
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
