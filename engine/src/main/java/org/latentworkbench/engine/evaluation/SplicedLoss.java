package org.latentworkbench.engine.evaluation;

/**
 * What a model loses when it goes on with an autoencoder's reconstruction instead of its activations. Losses are mean
 * cross-entropies of the next token in nats, at or above 0.
 *
 * @param tokens predicted tokens
 * @param model loss of the model as it is
 * @param spliced loss with the reconstruction in place of the activations
 * @param zeroAblated loss with zeros in their place
 * @param meanAblated loss with their mean in their place
 */
public record SplicedLoss(long tokens, double model, double spliced, double zeroAblated, double meanAblated) {
    /** Nats per token that the reconstruction costs. */
    public double cost() {
        return spliced - model;
    }

    /** {@code (zero − spliced) / (zero − model)}: 1 for an exact reconstruction, 0 for one that is worth nothing. */
    public double recoveredFromZero() {
        return (zeroAblated - spliced) / (zeroAblated - model);
    }

    /** {@code (mean − spliced) / (mean − model)}, the stricter of both. */
    public double recoveredFromMean() {
        return (meanAblated - spliced) / (meanAblated - model);
    }
}
