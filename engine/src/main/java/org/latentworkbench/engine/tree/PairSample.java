package org.latentworkbench.engine.tree;

/**
 * Tokens with the values of two latents, for a scatter plot. The arrays are owned by this record and of equal length.
 *
 * @param positions global token positions, ascending
 * @param parent the parent's activations, 0 in a hole
 * @param child the child's activations
 * @param total number of tokens the sample was drawn from
 */
public record PairSample(long[] positions, float[] parent, float[] child, long total) {}
