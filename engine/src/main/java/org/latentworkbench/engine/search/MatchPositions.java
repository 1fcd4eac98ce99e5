package org.latentworkbench.engine.search;

/** A set of token positions of a corpus, one bit a token. Immutable once published; safe for use by several threads. */
public final class MatchPositions {
    private final long[] words;
    private final long size;
    private final long count;

    /** Takes ownership of the words. */
    MatchPositions(long[] words, long size) {
        this.words = words;
        this.size = size;
        long set = 0;
        for (long word : words) {
            set += Long.bitCount(word);
        }
        this.count = set;
    }

    /** Number of positions in the set. */
    public long count() {
        return count;
    }

    /** Whether a position is in the set. */
    public boolean contains(long position) {
        return position >= 0 && position < size && (words[(int) (position >> 6)] & 1L << position) != 0;
    }

    /** The first position of the set at or after {@code from}, or -1. */
    public long next(long from) {
        if (from >= size) {
            return -1;
        }
        int word = (int) (from >> 6);
        long bits = words[word] & -1L << from;
        while (bits == 0) {
            if (++word >= words.length) {
                return -1;
            }
            bits = words[word];
        }
        return ((long) word << 6) + Long.numberOfTrailingZeros(bits);
    }

    /** The other positions. */
    MatchPositions complement() {
        long[] others = new long[words.length];
        for (int word = 0; word < others.length; word++) {
            others[word] = ~words[word];
        }
        if ((size & 63) != 0) {
            others[others.length - 1] &= (1L << size) - 1;
        }
        return new MatchPositions(others, size);
    }
}
