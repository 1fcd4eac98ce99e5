package org.latentworkbench.engine.training.toy;

import java.util.List;
import java.util.SplittableRandom;

/** Data made of known features: a row is the sum of the directions of the features that are on, times their strength. */
public interface ToyModel {
    /**
     * A true feature.
     *
     * @param name short
     * @param parent number of the feature without which it is never on; -1 if there is none
     * @param probability share of the rows it is on in
     */
    record Feature(String name, int parent, double probability) {
        /** Whether it depends on another. */
        public boolean isChild() {
            return parent >= 0;
        }
    }

    /** The true features. */
    List<Feature> features();

    /** Dimensions of a row. */
    int width();

    /** The true direction of a feature, [width]; its length is the strength of a coefficient of 1. A copy. */
    float[] direction(int feature);

    /**
     * Draws a row.
     *
     * @param coefficients gets the strength of each feature, 0 where it is off
     * @param row gets the sum of the directions, and noise if the model has any; [width]
     */
    void draw(SplittableRandom random, float[] coefficients, float[] row);

    /** Features that others depend on. */
    default List<Integer> parents() {
        return features().stream()
                .filter(Feature::isChild)
                .map(Feature::parent)
                .distinct()
                .toList();
    }
}
