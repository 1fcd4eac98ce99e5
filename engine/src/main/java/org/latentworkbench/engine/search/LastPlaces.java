package org.latentworkbench.engine.search;

/** Where each token stands for the last time in a document. For one thread. */
final class LastPlaces {
    private final int[] twins;
    private final int[] last;
    private final int[] seenIn;
    private int document;

    /** @param twins for each token the smallest one that counts as equal */
    LastPlaces(int[] twins) {
        this.twins = twins;
        this.last = new int[twins.length];
        this.seenIn = new int[twins.length];
    }

    /** Reads a document; until the next one {@link #recurs} speaks of it. */
    void read(DocumentTokens tokens) {
        document++;
        for (int t = 0; t < tokens.length(); t++) {
            int token = tokens.token(t);
            if (token >= 0 && token < twins.length) {
                last[twins[token]] = t;
                seenIn[twins[token]] = document;
            }
        }
    }

    /** Whether each of the tokens from one place to another stands at the later place or after it once more. */
    boolean recurs(DocumentTokens tokens, int from, int to) {
        for (int t = from; t < to; t++) {
            int token = tokens.token(t);
            if (token >= 0 && token < twins.length && (seenIn[twins[token]] != document || last[twins[token]] < to)) {
                return false;
            }
        }
        return true;
    }
}
