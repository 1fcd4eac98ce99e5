package org.latentworkbench.engine.search.mining;

/** Sets of positions of the training documents, one bit each. */
final class Bits {
    private Bits() {}

    static long[] none(int size) {
        return new long[(size + 63) >>> 6];
    }

    static void set(long[] bits, int position) {
        bits[position >>> 6] |= 1L << position;
    }

    static boolean get(long[] bits, int position) {
        return (bits[position >>> 6] & 1L << position) != 0;
    }

    static int count(long[] bits) {
        int count = 0;
        for (long word : bits) {
            count += Long.bitCount(word);
        }
        return count;
    }

    static int countBoth(long[] one, long[] other) {
        int count = 0;
        for (int i = 0; i < one.length; i++) {
            count += Long.bitCount(one[i] & other[i]);
        }
        return count;
    }

    static long[] both(long[] one, long[] other) {
        long[] both = new long[one.length];
        for (int i = 0; i < both.length; i++) {
            both[i] = one[i] & other[i];
        }
        return both;
    }

    static long[] either(long[] one, long[] other) {
        long[] all = new long[one.length];
        for (int i = 0; i < all.length; i++) {
            all[i] = one[i] | other[i];
        }
        return all;
    }

    static long[] not(long[] bits, int size) {
        long[] not = new long[bits.length];
        for (int i = 0; i < not.length; i++) {
            not[i] = ~bits[i];
        }
        if ((size & 63) != 0) {
            not[not.length - 1] &= (1L << size) - 1;
        }
        return not;
    }

    /** The next position of a set at or after {@code from}, or -1. */
    static int next(long[] bits, int from) {
        int word = from >>> 6;
        if (word >= bits.length) {
            return -1;
        }
        long rest = bits[word] & -1L << from;
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }
}
