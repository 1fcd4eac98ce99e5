package org.latentworkbench.engine.index;

/**
 * Names and shapes of the files that say in which contexts each latent fires and about how strongly; how strongly exactly stands
 * in the store alone. {@code maxima-places.bin} has three u64 for each latent: its first byte in {@code maxima.bin}, its number of
 * contexts and the last of them (0 if it has none); and the number of bytes at the end. What {@code maxima.bin} has of a latent
 * that fires are three bytes, r, the least and the largest code of its contexts, and then bit after bit, from the lowest, one
 * entry for each context in corpus order:
 * <ol>
 *   <li>the gap, the number of contexts since the entry before (or before the first, since the corpus began), as a Rice code
 *       (Rice and Plaunt 1971): gap / 2^r zeros, a one, the lowest r bits of the gap; or {@value #ESCAPE} zeros and the gap in
 *       {@value #PLAIN} bits where there would be so many;
 *   <li>its code less the least one, in as many bits as the largest code less the least one has.
 * </ol>
 * Every latent begins with a whole byte, and {@value #PADDING} zero bytes follow the last.
 */
final class MaximaFiles {
    static final String ENTRIES = "maxima.bin";
    static final String PLACES = "maxima-places.bin";

    static final String ENTRIES_KIND = "LWMAXIM2";
    static final String PLACES_KIND = "LWPLACES";

    /** Numbers per latent in the places. */
    static final int PLACE = 3;

    /** Bytes of a latent before its entries. */
    static final int HEAD = 3;

    /** Zeros that stand for a gap in plain bits. */
    static final int ESCAPE = 24;

    /** Bits of such a gap. */
    static final int PLAIN = 32;

    /** So that eight bytes can be read from any byte of an entry. */
    static final int PADDING = Long.BYTES;

    private static final int CODE_SHIFT = 8;
    private static final double LN_2 = Math.log(2);

    private MaximaFiles() {}

    /** What is kept of a half float, positive as all activations are: its exponent and the first two bits after it. */
    static int code(short half) {
        return half >>> CODE_SHIFT;
    }

    /** The least half float with a code. */
    static short least(int code) {
        return (short) (code << CODE_SHIFT);
    }

    /** The largest half float with a code. */
    static short largest(int code) {
        return (short) (((code + 1) << CODE_SHIFT) - 1);
    }

    /** Bits of the codes of a latent. */
    static int codeBits(int leastCode, int largestCode) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(largestCode - leastCode);
    }

    /** The r with which Rice codes of gaps of a mean come out shortest, or nearly so. */
    static int rice(double meanGap) {
        return Long.SIZE - Long.numberOfLeadingZeros((long) (LN_2 * meanGap));
    }
}
