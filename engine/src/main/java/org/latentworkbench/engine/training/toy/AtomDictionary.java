package org.latentworkbench.engine.training.toy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A random dictionary: directions of lengths {@code 0.5 + U(0, 1)}; a row is the sum of three different ones with coefficients
 * {@code 1 + Exp(1)}, plus {@code 0.01 N(0, 1)} in every dimension (the test of tpu-mech-interp has 64 in 32 dimensions).
 */
public final class AtomDictionary implements ToyModel {
    private static final int ON = 3;
    private static final double NOISE = 0.01;

    private final float[][] atoms;
    private final int width;

    /**
     * Draws the directions.
     *
     * @param random is drawn from for the directions
     */
    public AtomDictionary(int count, int width, SplittableRandom random) {
        this.width = width;
        atoms = new float[count][width];
        for (float[] atom : atoms) {
            double squares = 0;
            double[] direction = new double[width];
            for (int i = 0; i < width; i++) {
                direction[i] = random.nextGaussian();
                squares += direction[i] * direction[i];
            }
            double length = 0.5 + random.nextDouble();
            for (int i = 0; i < width; i++) {
                atom[i] = (float) (direction[i] / Math.sqrt(squares) * length);
            }
        }
    }

    @Override
    public List<Feature> features() {
        List<Feature> features = new ArrayList<>();
        for (int atom = 0; atom < atoms.length; atom++) {
            features.add(new Feature("atom " + (atom + 1), -1, (double) ON / atoms.length));
        }
        return features;
    }

    @Override
    public int width() {
        return width;
    }

    @Override
    public float[] direction(int feature) {
        return atoms[feature].clone();
    }

    @Override
    public void draw(SplittableRandom random, float[] coefficients, float[] row) {
        Arrays.fill(coefficients, 0);
        Arrays.fill(row, 0);
        int[] chosen = random.ints(0, atoms.length).distinct().limit(ON).toArray();
        for (int atom : chosen) {
            double coefficient = 1 - Math.log(1 - random.nextDouble());
            coefficients[atom] = (float) coefficient;
            for (int i = 0; i < width; i++) {
                row[i] += (float) (coefficient * atoms[atom][i]);
            }
        }
        for (int i = 0; i < width; i++) {
            row[i] += (float) (NOISE * random.nextGaussian());
        }
    }
}
