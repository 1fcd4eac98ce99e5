package org.latentworkbench.engine.training;

import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.SparseCodes;

/** Numbers beside each entry of a batch's codes. */
final class Entries {
    private static final int BLOCK = 64;

    private final ComputePool pool;
    private final boolean hasGates;
    private float[] preActivations = new float[0];
    private float[] activations = new float[0];
    private float[] slopes = new float[0];
    private float[] gateSlopes = new float[0];

    /** @param hasGates whether there are slopes of a second reconstruction */
    Entries(ComputePool pool, boolean hasGates) {
        this.pool = pool;
        this.hasGates = hasGates;
    }

    /**
     * Takes a batch's entries.
     *
     * @param codes values are pre-activations, or what they exceed {@link LatentRule#lower} by
     * @param fromLower which of the two
     */
    void fill(SparseCodes codes, LatentRule rule, boolean fromLower) {
        if (activations.length < codes.capacity()) {
            preActivations = new float[codes.capacity()];
            activations = new float[codes.capacity()];
            slopes = new float[codes.capacity()];
            gateSlopes = new float[hasGates ? codes.capacity() : 0];
        }
        pool.runRanges(codes.rows(), BLOCK, (from, to, _) -> {
            for (int row = from; row < to; row++) {
                for (int entry = codes.begin(row); entry < codes.end(row); entry++) {
                    int latent = codes.column(entry);
                    float z = fromLower ? codes.value(entry) + rule.lower(latent) : codes.value(entry);
                    preActivations[entry] = z;
                    activations[entry] = rule.activation(latent, z);
                }
            }
        });
    }

    /** z of each entry. */
    float[] preActivations() {
        return preActivations;
    }

    /** f of each entry. */
    float[] activations() {
        return activations;
    }

    /** Slope of the reconstruction error along each entry's latent; filled by {@link Reconstruction}. */
    float[] slopes() {
        return slopes;
    }

    /** The same for the reconstruction from gates. */
    float[] gateSlopes() {
        return gateSlopes;
    }

    float preActivation(int entry) {
        return preActivations[entry];
    }

    float activation(int entry) {
        return activations[entry];
    }

    float slope(int entry) {
        return slopes[entry];
    }

    float gateSlope(int entry) {
        return hasGates ? gateSlopes[entry] : 0;
    }
}
