package org.latentworkbench.engine.search;

import java.util.Arrays;

/** Which tokens of a document are the last of a match. Immutable. */
public final class MatchMask {
    private final long[] words;
    private final int length;
    private final boolean complete;

    MatchMask(long[] words, int length, boolean complete) {
        this.words = words;
        this.length = length;
        this.complete = complete;
    }

    /** Number of tokens of the document. */
    public int length() {
        return length;
    }

    /** Whether a match ends on a token. */
    public boolean get(int token) {
        return token >= 0 && token < length && (words[token >> 6] & 1L << token) != 0;
    }

    /** Number of tokens on which a match ends. */
    public int count() {
        int count = 0;
        for (long word : words) {
            count += Long.bitCount(word);
        }
        return count;
    }

    /** The first token at or after {@code from} on which a match ends, or -1. */
    public int next(int from) {
        return BitWords.next(words, from, length);
    }

    /** The same as bits by token. Not to be changed. */
    long[] words() {
        return words;
    }

    /** All tokens on which a match ends, ascending. */
    public int[] positions() {
        int[] positions = new int[count()];
        int token = -1;
        for (int i = 0; i < positions.length; i++) {
            token = next(token + 1);
            positions[i] = token;
        }
        return positions;
    }

    /** False when the search of back-references ran out of its budget in this document: some matches may be missing. */
    public boolean complete() {
        return complete;
    }

    @Override
    public String toString() {
        return Arrays.toString(positions());
    }
}
