package org.latentworkbench.engine.search;

/** Sets of small numbers in {@code long[]} words, bit {@code i & 63} of word {@code i >> 6}. */
final class BitWords {
    private BitWords() {}

    static int words(int bits) {
        return (bits + 63) >> 6;
    }

    static boolean get(long[] words, int bit) {
        return (words[bit >> 6] & 1L << bit) != 0;
    }

    static void set(long[] words, int bit) {
        words[bit >> 6] |= 1L << bit;
    }

    /** Adds the bits of a word, which may straddle two words, from a bit on. */
    static void or(long[] words, int from, long bits) {
        if (bits != 0) {
            int shift = from & 63;
            words[from >> 6] |= bits << shift;
            long rest = shift == 0 ? 0 : bits >>> (Long.SIZE - shift);
            if (rest != 0) {
                words[(from >> 6) + 1] |= rest;
            }
        }
    }

    /** Clears the bits from {@code from} on and below {@code end}. */
    static void clear(long[] words, int from, int end) {
        for (int bit = from; bit < end; ) {
            int stop = Math.min(end, (bit | 63) + 1);
            words[bit >> 6] &= ~((-1L << bit) & (-1L >>> -stop));
            bit = stop;
        }
    }

    /** The first set bit at or after {@code from} and below {@code length}, or -1. */
    static int next(long[] words, int from, int length) {
        if (from >= length) {
            return -1;
        }
        int word = from >> 6;
        long bits = words[word] & -1L << from;
        while (bits == 0) {
            if (++word >= words(length)) {
                return -1;
            }
            bits = words[word];
        }
        int bit = (word << 6) + Long.numberOfTrailingZeros(bits);
        return bit < length ? bit : -1;
    }

    static boolean isEmpty(long[] words) {
        for (long word : words) {
            if (word != 0) {
                return false;
            }
        }
        return true;
    }

    static boolean intersects(long[] a, long[] b) {
        for (int i = 0; i < a.length; i++) {
            if ((a[i] & b[i]) != 0) {
                return true;
            }
        }
        return false;
    }

    static void or(long[] into, long[] other) {
        for (int i = 0; i < into.length; i++) {
            into[i] |= other[i];
        }
    }
}
