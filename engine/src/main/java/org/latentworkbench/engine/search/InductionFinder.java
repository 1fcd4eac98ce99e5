package org.latentworkbench.engine.search;

import java.util.Arrays;

/**
 * Finds {@code [a=T].*[a]} in one pass: a token ends a match exactly if an equal one that passes T stands before it. The
 * longest match starts with the first of these.
 */
final class InductionFinder implements Finder {
    private final int set;
    private final int[] twins;
    private final int[] seenIn;
    private int document;

    /** @param twins for each token the smallest one that counts as equal */
    InductionFinder(int set, int[] twins) {
        this.set = set;
        this.twins = twins;
        this.seenIn = new int[twins.length];
    }

    @Override
    public boolean find(DocumentTokens tokens, long[] marks) {
        next();
        for (int t = 0; t < tokens.length(); t++) {
            int twin = twin(tokens.token(t));
            if (twin >= 0) {
                if (seenIn[twin] == document) {
                    BitWords.set(marks, t);
                } else if (tokens.sets().holds(set, tokens.classes()[t])) {
                    seenIn[twin] = document;
                }
            }
        }
        return true;
    }

    private int twin(int token) {
        return token >= 0 && token < twins.length ? twins[token] : -1;
    }

    private void next() {
        if (++document == Integer.MAX_VALUE) {
            Arrays.fill(seenIn, 0);
            document = 1;
        }
    }

    @Override
    public int longestStart(DocumentTokens tokens, int lastToken) {
        int twin = twin(tokens.token(lastToken));
        for (int t = 0; t < lastToken; t++) {
            if (twin(tokens.token(t)) == twin && tokens.sets().holds(set, tokens.classes()[t])) {
                return t;
            }
        }
        return lastToken;
    }
}
