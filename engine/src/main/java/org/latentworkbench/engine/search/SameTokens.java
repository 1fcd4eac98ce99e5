package org.latentworkbench.engine.search;

/** Where equal tokens stand in a document: each place leads to the next one with an equal token. For one thread. */
final class SameTokens {
    private final int[] twins;
    private final int[] first;
    private final int[] last;
    private final int[] seenIn;
    private int[] next = new int[0];
    private int document;

    /** @param twins for each token the smallest one that counts as equal */
    SameTokens(int[] twins) {
        this.twins = twins;
        this.first = new int[twins.length];
        this.last = new int[twins.length];
        this.seenIn = new int[twins.length];
    }

    /** Reads a document; false, and nothing is known of it, if it holds a token beyond the vocabulary. */
    boolean read(DocumentTokens tokens) {
        int length = tokens.length();
        if (next.length < length) {
            next = new int[Math.max(length, 2 * next.length)];
        }
        if (++document == Integer.MAX_VALUE) {
            java.util.Arrays.fill(seenIn, 0);
            document = 1;
        }
        for (int t = 0; t < length; t++) {
            int token = tokens.token(t);
            if (token < 0 || token >= twins.length) {
                return false;
            }
            int twin = twins[token];
            if (seenIn[twin] == document) {
                next[last[twin]] = t;
            } else {
                seenIn[twin] = document;
                first[twin] = t;
            }
            last[twin] = t;
            next[t] = -1;
        }
        return true;
    }

    int twin(int token) {
        return twins[token];
    }

    /** The next place with a token equal to the one at a place, or -1. */
    int next(int place) {
        return next[place];
    }

    /** The first place of a token, given as the smallest equal one, or -1. */
    int first(int twin) {
        return twin >= 0 && twin < seenIn.length && seenIn[twin] == document ? first[twin] : -1;
    }
}
