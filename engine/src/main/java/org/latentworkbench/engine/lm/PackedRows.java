package org.latentworkbench.engine.lm;

import java.util.List;
import java.util.SplittableRandom;

/**
 * Rows of tokens to train on: a document from its beginning or from a random place on, then whole documents until the row
 * is full. Row r of a seed is always the same, so a run can be continued anywhere.
 */
final class PackedRows {
    /** One row in so many begins without BOS, so that the model also bears contexts that have none. */
    private static final int WITHOUT_BEGIN = 8;

    private final List<int[]> documents;
    private final int begin;
    private final int end;
    private final int length;
    private final long seed;

    /**
     * @param documents token ids, each at least one
     * @param length tokens of a row
     */
    PackedRows(List<int[]> documents, int begin, int end, int length, long seed) {
        this.documents = documents;
        this.begin = begin;
        this.end = end;
        this.length = length;
        this.seed = seed;
    }

    int[] row(long index) {
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + index).split();
        int[] row = new int[length];
        int at = 0;
        boolean first = true;
        while (at < length) {
            int[] document = documents.get(random.nextInt(documents.size()));
            int from = first && random.nextBoolean() ? random.nextInt(document.length) : 0;
            if (!first || random.nextInt(WITHOUT_BEGIN) != 0) {
                row[at++] = begin;
            }
            int count = Math.min(document.length - from, length - at);
            System.arraycopy(document, from, row, at, count);
            at += count;
            if (at < length) {
                row[at++] = end;
            }
            first = false;
        }
        return row;
    }
}
