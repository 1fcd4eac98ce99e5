package org.latentworkbench.engine.index;

/**
 * A latent and how strongly it is related to the one asked about.
 *
 * @param latent latent id
 * @param score decoder cosine in [-1, 1], or lift ≥ 0
 * @param joint number of tokens on which both fire, 0 where it was not counted
 */
public record LatentScore(int latent, double score, long joint) {}
