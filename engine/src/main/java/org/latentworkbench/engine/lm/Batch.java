package org.latentworkbench.engine.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/**
 * Some contexts side by side, right-padded to one length.
 *
 * @param ids [size · length] token ids
 * @param lengths tokens of each context, its BOS counted
 * @param length longest of them
 */
record Batch(long[] ids, int[] lengths, int length) {
    /** Bounds the memory of one batch; more tokens at once make nothing faster on a CPU. */
    private static final int MAX_TOKENS = 4096;

    /** Bounds [batch, heads, length, length], two of which live at once. */
    private static final long MAX_SCORES = 1L << 25;

    int size() {
        return lengths.length;
    }

    /** The token that follows each, [size · length]; any id at the end of a row. */
    long[] targets() {
        long[] targets = new long[ids.length];
        System.arraycopy(ids, 1, targets, 0, ids.length - 1);
        return targets;
    }

    /** One batch of all contexts. */
    static Batch of(List<int[]> contexts, OptionalInt begin) {
        int bos = begin.isPresent() ? 1 : 0;
        int[] lengths = contexts.stream().mapToInt(ids -> ids.length + bos).toArray();
        int longest = java.util.Arrays.stream(lengths).max().orElse(0);
        long[] ids = new long[lengths.length * longest];
        for (int row = 0; row < lengths.length; row++) {
            int at = row * longest;
            if (begin.isPresent()) {
                ids[at++] = begin.getAsInt();
            }
            for (int id : contexts.get(row)) {
                ids[at++] = id;
            }
        }
        return new Batch(ids, lengths, longest);
    }

    /**
     * Splits contexts, in their order, into batches of bounded memory; empty contexts are left out. A context that is longer
     * than the bound is a batch of its own.
     *
     * @param equal whether a batch may hold contexts of one length only
     */
    static List<Batch> split(int[][] contexts, OptionalInt begin, int heads, boolean equal) {
        List<Batch> batches = new ArrayList<>();
        List<int[]> open = new ArrayList<>();
        int longest = 0;
        for (int[] context : contexts) {
            if (context.length == 0) {
                continue;
            }
            int length = Math.max(longest, context.length + 1);
            long tokens = (long) length * (open.size() + 1);
            boolean full = tokens > MAX_TOKENS || tokens * length * heads > MAX_SCORES;
            boolean other = equal && context.length + 1 != longest;
            if (!open.isEmpty() && (full || other)) {
                batches.add(of(open, begin));
                open.clear();
                length = context.length + 1;
            }
            open.add(context);
            longest = length;
        }
        if (!open.isEmpty()) {
            batches.add(of(open, begin));
        }
        return batches;
    }
}
