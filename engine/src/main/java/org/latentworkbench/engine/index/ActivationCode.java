package org.latentworkbench.engine.index;

/**
 * Half floats in a Lucene FeatureField without loss. A FeatureField keeps the upper 17 bits of a float as the term
 * frequency, which would round an activation to 9 significant bits. The bit pattern of a positive half float needs 15
 * bits and grows with its value; the float that has this pattern (plus an offset that keeps it a normal number) in
 * those upper bits comes back unharmed, so block-max top-k over it is exact.
 */
final class ActivationCode {
    /** Bits of a float that FeatureField drops. */
    private static final int DROPPED = 15;

    /** The frequency of the smallest normal float, below which FeatureField refuses values. */
    private static final int OFFSET = Float.floatToRawIntBits(Float.MIN_NORMAL) >>> DROPPED;

    private ActivationCode() {}

    /** The feature value that stands for a positive finite half float. */
    static float feature(short half) {
        return Float.intBitsToFloat((half + OFFSET) << DROPPED);
    }

    /** The half float behind a term frequency in the postings. */
    static short half(int frequency) {
        return (short) (frequency - OFFSET);
    }

    /** The half float behind a linear score of weight 1. */
    static short half(float score) {
        return half(Float.floatToRawIntBits(score) >>> DROPPED);
    }
}
