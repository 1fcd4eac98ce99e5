package org.latentworkbench.engine.search;

import java.util.Arrays;

/**
 * Finds {@code [a=T].*[a]} in one pass: a token ends a match exactly if an equal one that passes T stands before it. The
 * longest match starts with the first of these.
 */
final class InductionFinder implements Finder {
    /** For each class of tokens whether it passes T. */
    private final boolean[] passes;

    private final int[] twins;
    private final int[] seenIn;
    private int document;

    /** @param twins for each token the smallest one that counts as equal */
    InductionFinder(int set, int[] twins, TokenSets sets) {
        this.passes = new boolean[sets.classes()];
        for (int i = 0; i < passes.length; i++) {
            passes[i] = sets.holds(set, i);
        }
        this.twins = twins;
        this.seenIn = new int[twins.length];
    }

    @Override
    public boolean find(DocumentTokens tokens, long[] marks) {
        read(tokens, 0, tokens.length(), marks);
        return true;
    }

    @Override
    public boolean findAll(DocumentTokens documents, int[] ends, int count, long[] marks) {
        int begin = 0;
        for (int d = 0; d < count; d++) {
            read(documents, begin, ends[d], marks);
            begin = ends[d];
        }
        return true;
    }

    /** Reads one document; without branches on what is found, since half of the tokens may be repeated ones. */
    private void read(DocumentTokens tokens, int from, int end, long[] marks) {
        next();
        int[] ids = tokens.tokens();
        int[] classes = tokens.classes();
        int now = document;
        for (int begin = from; begin < end; begin = (begin | 63) + 1) {
            int stop = Math.min(end, (begin | 63) + 1);
            long word = 0;
            for (int t = begin; t < stop; t++) {
                int twin = twin(ids[t]);
                if (twin >= 0) {
                    int seen = seenIn[twin];
                    word |= (seen == now ? 1L : 0L) << t;
                    seenIn[twin] = passes[classes[t]] ? now : seen;
                }
            }
            marks[begin >> 6] |= word;
        }
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
            if (twin(tokens.token(t)) == twin && passes[tokens.classes()[t]]) {
                return t;
            }
        }
        return lastToken;
    }
}
