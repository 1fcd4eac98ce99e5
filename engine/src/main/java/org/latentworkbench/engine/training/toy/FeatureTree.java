package org.latentworkbench.engine.training.toy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.latentworkbench.engine.error.BadInputException;

/**
 * Binary features in families: a parent that is on by itself, and children of which at most one is on, and only when the
 * parent is. Directions are orthogonal.
 */
public final class FeatureTree implements ToyModel {
    private final List<Family> families;
    private final List<Feature> features = new ArrayList<>();
    private final float[][] directions;

    /**
     * A parent and its children.
     *
     * @param probability that the parent is on
     * @param children probability of each child when the parent is on; they exclude each other, so that the sum is at most 1
     */
    record Family(double probability, List<Double> children) {}

    private FeatureTree(List<Family> families, double[][] directions) {
        this.families = families;
        for (int family = 0; family < families.size(); family++) {
            Family each = families.get(family);
            int parent = features.size();
            boolean alone = each.children().isEmpty();
            features.add(new Feature((alone ? "single " : "parent ") + (family + 1), -1, each.probability()));
            for (int child = 0; child < each.children().size(); child++) {
                features.add(new Feature(
                        "child " + (family + 1) + (char) ('a' + child),
                        parent,
                        each.probability() * each.children().get(child)));
            }
        }
        this.directions = new float[features.size()][];
        for (int feature = 0; feature < this.directions.length; feature++) {
            this.directions[feature] = floats(directions[feature]);
        }
    }

    /**
     * The tree of Nabeshima's post on Matryoshka autoencoders (2024): three parents, on in 15 % of the rows, each with three
     * children that share 60 % of them, and eight single features, on in 5 %. Rows of a random orthogonal 20 x 20 matrix,
     * with lengths {@code 1 + 0.05 N(0, 1)}. A row has 1.12 features in the mean and none with probability .4074.
     *
     * @param seed of the directions
     * @param childStrength factor of the children's lengths; 1 in the post. From about 2 on, absorption pays again.
     */
    public static FeatureTree nabeshima(long seed, double childStrength) {
        if (!(childStrength > 0) || Double.isInfinite(childStrength)) {
            throw new BadInputException("The strength of the children is " + childStrength + "; it must be positive.");
        }
        List<Family> families = new ArrayList<>();
        for (int parent = 0; parent < 3; parent++) {
            families.add(new Family(0.15, List.of(0.2, 0.2, 0.2)));
        }
        for (int single = 0; single < 8; single++) {
            families.add(new Family(0.05, List.of()));
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[][] directions = Orthogonal.rows(20, 20, random);
        for (int feature = 0; feature < 20; feature++) {
            boolean child = feature < 12 && feature % 4 != 0;
            double length = (1 + 0.05 * random.nextGaussian()) * (child ? childStrength : 1);
            for (int i = 0; i < 20; i++) {
                directions[feature][i] *= length;
            }
        }
        return new FeatureTree(families, directions);
    }

    /**
     * The four features with which Chanin et al. 2024 (arXiv 2409.14507) show absorption: orthonormal in 50 dimensions; the
     * first is on in 25 % of the rows, the others in 5 %, and the second only where the first is.
     *
     * @param seed of the directions
     */
    public static FeatureTree chanin(long seed) {
        return new FeatureTree(
                List.of(new Family(0.25, List.of(0.2)), new Family(0.05, List.of()), new Family(0.05, List.of())),
                Orthogonal.rows(4, 50, new SplittableRandom(seed)));
    }

    @Override
    public List<Feature> features() {
        return List.copyOf(features);
    }

    @Override
    public int width() {
        return directions[0].length;
    }

    @Override
    public float[] direction(int feature) {
        return directions[feature].clone();
    }

    @Override
    public void draw(SplittableRandom random, float[] coefficients, float[] row) {
        java.util.Arrays.fill(coefficients, 0);
        java.util.Arrays.fill(row, 0);
        int feature = 0;
        for (Family family : families) {
            boolean on = random.nextDouble() < family.probability();
            double choice = random.nextDouble();
            if (on) {
                add(feature, coefficients, row);
            }
            int child = feature + 1;
            for (double probability : family.children()) {
                if (on && choice >= 0 && choice < probability) {
                    add(child, coefficients, row);
                }
                choice -= probability;
                child++;
            }
            feature = child;
        }
    }

    private void add(int feature, float[] coefficients, float[] row) {
        coefficients[feature] = 1;
        float[] direction = directions[feature];
        for (int i = 0; i < row.length; i++) {
            row[i] += direction[i];
        }
    }

    private static float[] floats(double[] values) {
        float[] out = new float[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = (float) values[i];
        }
        return out;
    }
}
