package org.latentworkbench.engine.training.toy;

import java.util.List;
import java.util.OptionalDouble;

/**
 * How well an autoencoder has found the true features. Latents are assigned to features one to one, so that the sum of
 * {@code latent activation / its maximum · feature} over the measured rows is greatest.
 *
 * @param features what became of each
 * @param cosines of every true direction with the decoder direction of every latent, [feature][latent]
 * @param fvu sum of squared errors over sum of squared distances to the mean
 * @param l0 active latents per row
 * @param trueL0 features that are on per row
 * @param uniqueness different features that are nearest to some latent, by the number of latents
 */
public record ToyReport(
        List<Found> features, List<List<Double>> cosines, double fvu, double l0, double trueL0, double uniqueness) {
    /** A decoder direction below this cosine has missed its feature. */
    public static final double MISSED = 0.85;

    /**
     * What became of a feature.
     *
     * @param feature the truth
     * @param latent the latent that is assigned to it; -1 if there are fewer latents than features
     * @param cosine of its decoder direction with the true one; 0 without a latent
     * @param recall share of the rows with the feature in which the latent fires; NaN if it was never on
     * @param precision share of the rows in which the latent fires that have the feature; NaN if it never fires
     * @param recallWithChild of a parent: share of the rows with one of its children in which the parent's latent fires;
     *     empty for others. Absorption makes it 0.
     * @param directedCosine of a child: the directed masked cosine from its parent's latent to its own
     */
    public record Found(
            ToyModel.Feature feature,
            int latent,
            double cosine,
            double recall,
            double precision,
            OptionalDouble recallWithChild,
            OptionalDouble directedCosine) {}

    /** Features whose latent points elsewhere: cosine below {@link #MISSED}. */
    public int missed() {
        return (int) features.stream().filter(found -> found.cosine() < MISSED).count();
    }

    /** Mean recall of the parents in the rows of their children; NaN without parents. */
    public double parentRecall() {
        return features.stream()
                .map(Found::recallWithChild)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .average()
                .orElse(Double.NaN);
    }

    /** Mean cosine of the features with their latents. */
    public double meanCosine() {
        return features.stream().mapToDouble(Found::cosine).average().orElse(Double.NaN);
    }

    /** Least cosine of a feature with its latent. */
    public double leastCosine() {
        return features.stream().mapToDouble(Found::cosine).min().orElse(Double.NaN);
    }

    /** The greatest cosine of a feature with the latent of another. */
    public double greatestOtherCosine() {
        double most = -1;
        for (int feature = 0; feature < features.size(); feature++) {
            for (int other = 0; other < features.size(); other++) {
                int latent = features.get(other).latent();
                if (other != feature && latent >= 0) {
                    most = Math.max(most, cosines.get(feature).get(latent));
                }
            }
        }
        return most;
    }
}
