package org.latentworkbench.engine.training;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.training.toy.AtomDictionary;

/**
 * Data with a known dictionary: 64 random directions in 32 dimensions with lengths 0.5 + U(0, 1); a row is the sum of three
 * of them with coefficients 1 + Exp(1), and a little noise.
 */
record Atoms(float[][] atoms, float[][] train, float[][] test) {
    static final int WIDTH = 32;
    static final int COUNT = 64;

    static Atoms generate(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        AtomDictionary dictionary = new AtomDictionary(COUNT, WIDTH, random);
        float[][] atoms = new float[COUNT][];
        Arrays.setAll(atoms, dictionary::direction);
        return new Atoms(atoms, rows(dictionary, 12_288, random), rows(dictionary, 4096, random));
    }

    private static float[][] rows(AtomDictionary dictionary, int count, SplittableRandom random) {
        float[][] rows = new float[count][WIDTH];
        for (float[] row : rows) {
            dictionary.draw(random, new float[COUNT], row);
        }
        return rows;
    }

    /** {@code unit_ms} over the training rows, no shift. */
    InputScale scale() {
        double squares = 0;
        for (float[] row : train) {
            for (float value : row) {
                squares += (double) value * value;
            }
        }
        return new InputScale(1 / Math.sqrt(squares / train.length), new float[WIDTH], ScaleRule.UNIT_MS, train.length);
    }

    /** For each atom the best cosine with a dictionary's rows. */
    double[] bestCosines(FloatMatrix dictionary) {
        double[] best = new double[COUNT];
        for (int a = 0; a < COUNT; a++) {
            for (long row = 0; row < dictionary.rows(); row++) {
                best[a] = Math.max(best[a], cosine(atoms[a], dictionary.row(row)));
            }
        }
        return best;
    }

    private static double cosine(float[] a, float[] b) {
        double ab = 0;
        double aa = 0;
        double bb = 0;
        for (int i = 0; i < a.length; i++) {
            ab += (double) a[i] * b[i];
            aa += (double) a[i] * a[i];
            bb += (double) b[i] * b[i];
        }
        return ab / Math.sqrt(aa * bb);
    }
}
