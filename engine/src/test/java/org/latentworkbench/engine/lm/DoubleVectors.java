package org.latentworkbench.engine.lm;

import java.util.Arrays;

/** Vectors of doubles and matrices of floats, as loops: what the reference models reckon with. */
final class DoubleVectors {
    private DoubleVectors() {}

    static double[] times(float[] weight, double[] x, int out, boolean turned) {
        double[] y = new double[out];
        for (int o = 0; o < out; o++) {
            for (int i = 0; i < x.length; i++) {
                y[o] += x[i] * weight[turned ? i * out + o : o * x.length + i];
            }
        }
        return y;
    }

    /** A function of one vector. */
    @FunctionalInterface
    interface OfVector {
        double[] apply(double[] x);
    }

    static double[][] map(double[][] x, OfVector f) {
        double[][] out = new double[x.length][];
        for (int t = 0; t < x.length; t++) {
            out[t] = f.apply(x[t]);
        }
        return out;
    }

    static double[][] add(double[][] a, double[][] b) {
        double[][] out = new double[a.length][];
        for (int t = 0; t < a.length; t++) {
            out[t] = sum(a[t], b[t]);
        }
        return out;
    }

    static double[] sum(double[] a, double[] b) {
        double[] out = a.clone();
        for (int i = 0; i < a.length; i++) {
            out[i] += b[i];
        }
        return out;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static double[] part(double[] x, int from, int length) {
        return Arrays.copyOfRange(x, from, from + length);
    }

    static double[] row(float[] matrix, int row, int columns) {
        double[] out = new double[columns];
        for (int i = 0; i < columns; i++) {
            out[i] = matrix[row * columns + i];
        }
        return out;
    }

    static double[] doubles(float[] values) {
        return row(values, 0, values.length);
    }
}
