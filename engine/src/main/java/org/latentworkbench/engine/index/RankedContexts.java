package org.latentworkbench.engine.index;

import java.util.Arrays;
import java.util.BitSet;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * The contexts in which a latent fires by their maximum, strongest first, ties by context. They are ordered by the codes of their
 * maxima at first, and those of one code exactly, by the store, when one of them is asked for: what is asked of a long
 * ranking is mostly its beginning.
 */
final class RankedContexts {
    private final TokenCorpus corpus;
    private final ActivationStore store;
    private final int latent;

    /** One number for each context: the maximum counts down in the upper half, the context up in the lower. */
    private final long[] ranked;

    private final BitSet exact = new BitSet();

    RankedContexts(TokenCorpus corpus, ActivationStore store, ContextMaxima maxima, int latent) {
        this.corpus = corpus;
        this.store = store;
        this.latent = latent;
        ranked = new long[maxima.count(latent)];
        int next = 0;
        for (ContextMaxima.Cursor cursor = maxima.cursor(latent); cursor.next(); ) {
            ranked[next++] = key(cursor.context(), MaximaFiles.least(cursor.code()));
        }
        Arrays.sort(ranked);
    }

    int size() {
        return ranked.length;
    }

    int context(int rank) {
        settle(rank);
        return (int) ranked[rank];
    }

    float maximum(int rank) {
        settle(rank);
        return Float.float16ToFloat(half(ranked[rank]));
    }

    private void settle(int rank) {
        int code = code(ranked[rank]);
        if (exact.get(code)) {
            return;
        }
        exact.set(code);
        int from = firstOf(code, rank);
        int to = from;
        while (to < ranked.length && code(ranked[to]) == code) {
            int context = (int) ranked[to];
            ranked[to++] = key(context, Float.floatToFloat16(store.maximum(corpus.context(context), latent)));
        }
        Arrays.sort(ranked, from, to);
    }

    /** Codes descend with the rank. */
    private int firstOf(int code, int rank) {
        int low = 0;
        int high = rank;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (code(ranked[middle]) > code) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private static long key(int context, short half) {
        return ((long) (Short.MAX_VALUE - half) << Integer.SIZE) | context;
    }

    private static short half(long key) {
        return (short) (Short.MAX_VALUE - (key >>> Integer.SIZE));
    }

    private static int code(long key) {
        return MaximaFiles.code(half(key));
    }
}
