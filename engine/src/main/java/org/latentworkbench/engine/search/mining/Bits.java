package org.latentworkbench.engine.search.mining;

import java.util.function.IntConsumer;

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

    /** Adds the positions {@code [from, end)}. */
    static void set(long[] bits, int from, int end) {
        if (from >= end) {
            return;
        }
        int first = from >>> 6;
        int last = (end - 1) >>> 6;
        long head = -1L << from;
        long tail = -1L >>> -end;
        if (first == last) {
            bits[first] |= head & tail;
            return;
        }
        bits[first] |= head;
        java.util.Arrays.fill(bits, first + 1, last, -1L);
        bits[last] |= tail;
    }

    /** Visits all positions of a set, ascending. */
    static void forEach(long[] bits, IntConsumer visitor) {
        for (int i = 0; i < bits.length; i++) {
            for (long rest = bits[i]; rest != 0; rest &= rest - 1) {
                visitor.accept((i << 6) + Long.numberOfTrailingZeros(rest));
            }
        }
    }
}
