package org.latentworkbench.engine.lm.kernel;

/**
 * How the scores of one layer's attention are made.
 *
 * @param scale factor of the inner products of queries and keys
 * @param window a query sees so many positions, its own counted; {@link #EVERYTHING} for all before it
 * @param softCap scores s become {@code cap · tanh(s / cap)} (Gemma 2); {@link #UNCAPPED} leaves them
 */
public record AttentionRule(double scale, int window, double softCap) {
    /** No window. */
    public static final int EVERYTHING = Integer.MAX_VALUE;

    /** No cap. */
    public static final double UNCAPPED = Double.POSITIVE_INFINITY;

    /** Checks the ranges. */
    public AttentionRule {
        if (!(scale > 0) || window < 1 || !(softCap > 0)) {
            throw new IllegalArgumentException("scale " + scale + ", window " + window + ", soft cap " + softCap);
        }
    }

    boolean capped() {
        return softCap != UNCAPPED;
    }
}
