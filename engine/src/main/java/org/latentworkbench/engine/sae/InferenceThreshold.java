package org.latentworkbench.engine.sae;

/**
 * What takes the place of the batch when BatchTopK and Matryoshka autoencoders are used: a latent fires where its
 * pre-activation is strictly greater.
 *
 * @param value in the units of the pre-activation, ≥ 0; 0 for kinds that need none
 * @param rule how it was found, for example {@code "ema-smallest-kept"}
 */
public record InferenceThreshold(double value, String rule) {
    /** For kinds that need none. */
    public static final InferenceThreshold NONE = new InferenceThreshold(0, "none");
}
