package org.latentworkbench.engine.search;

import java.util.Arrays;

/**
 * Finds a {@link Way.Echo}: goes through a document once and remembers the last head with each sequence of the tokens that
 * are to stand there once more.
 */
final class EchoBranch implements Branch {
    private static final long FACTOR = 0x9E3779B97F4A7C15L;

    private final Way.Echo echo;
    private final Fit fit;
    private final int[] twinOf;
    private int[] twins = new int[0];

    /** For each slot of an open hash table the number of the document and, below it, where the head starts. */
    private long[] table = new long[0];

    private int shift;
    private long document;

    /** @param twins for each token the smallest one that counts as equal */
    EchoBranch(Way.Echo echo, int[] twins) {
        this.echo = echo;
        this.fit = new Fit(echo.head());
        this.twinOf = twins;
    }

    @Override
    public boolean linear() {
        return true;
    }

    @Override
    public boolean find(DocumentTokens tokens, long[] marks) {
        int length = tokens.length();
        long before = (long) fit.length() + echo.least();
        int last = length - echo.offsets().length;
        if (before > last) {
            return true;
        }
        if (!read(tokens)) {
            return false;
        }
        int delay = (int) before;
        for (int place = delay; place <= last; place++) {
            int start = place - delay;
            if (fit.at(tokens, start)) {
                table[slotOfHead(start)] = document << Integer.SIZE | start;
            }
            long known = table[slotAt(place)];
            if (known >>> Integer.SIZE == document && place - ((int) known + fit.length()) <= echo.most()) {
                BitWords.set(marks, place + echo.matched() - 1);
            }
        }
        return true;
    }

    /** Notes the tokens, each as the smallest equal one, and empties the table; false beyond the vocabulary. */
    private boolean read(DocumentTokens tokens) {
        int length = tokens.length();
        if (twins.length < length) {
            twins = new int[Math.max(length, 2 * twins.length)];
            // At most half full.
            int bits = Integer.SIZE - Integer.numberOfLeadingZeros(2 * twins.length);
            table = new long[1 << bits];
            shift = Long.SIZE - bits;
            document = 0;
        }
        if (++document == 1L << 31) {
            Arrays.fill(table, 0);
            document = 1;
        }
        for (int t = 0; t < length; t++) {
            int token = tokens.token(t);
            if (token < 0 || token >= twinOf.length) {
                return false;
            }
            twins[t] = twinOf[token];
        }
        return true;
    }

    /** The slot of the tokens that a head at a place wants to see once more, or a free one. */
    private int slotOfHead(int start) {
        long hash = 0;
        for (int offset : echo.offsets()) {
            hash = (hash + twins[start + offset] + 1) * FACTOR;
        }
        int slot = (int) (hash >>> shift);
        for (long known = table[slot]; known >>> Integer.SIZE == document; known = table[slot]) {
            int other = (int) known;
            boolean equal = true;
            for (int offset : echo.offsets()) {
                equal &= twins[other + offset] == twins[start + offset];
            }
            if (equal) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }

    /** The slot of the tokens that stand at a place, or a free one. */
    private int slotAt(int place) {
        int[] offsets = echo.offsets();
        long hash = 0;
        for (int i = 0; i < offsets.length; i++) {
            hash = (hash + twins[place + i] + 1) * FACTOR;
        }
        int slot = (int) (hash >>> shift);
        for (long known = table[slot]; known >>> Integer.SIZE == document; known = table[slot]) {
            int other = (int) known;
            boolean equal = true;
            for (int i = 0; i < offsets.length; i++) {
                equal &= twins[other + offsets[i]] == twins[place + i];
            }
            if (equal) {
                return slot;
            }
            slot = slot + 1 & table.length - 1;
        }
        return slot;
    }
}
