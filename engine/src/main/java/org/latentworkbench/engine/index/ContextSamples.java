package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.FixedBitSet;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** Chooses contexts of a latent: the strongest, by range, by quantile, by chance, and near misses. */
final class ContextSamples {
    private static final Comparator<ContextHit> STRONGEST = Comparator.<ContextHit>comparingDouble(ContextHit::max)
            .reversed()
            .thenComparingInt(hit -> hit.context().index());

    private final TokenCorpus corpus;
    private final ActivationStore store;
    private final ContextPostings postings;
    private final ContextMaxima maxima;
    private final LatentStatistics statistics;
    private final TokenTerms terms;

    ContextSamples(
            TokenCorpus corpus,
            ActivationStore store,
            ContextPostings postings,
            ContextMaxima maxima,
            LatentStatistics statistics,
            TokenTerms terms) {
        this.corpus = corpus;
        this.store = store;
        this.postings = postings;
        this.maxima = maxima;
        this.statistics = statistics;
        this.terms = terms;
    }

    List<ContextHit> top(int latent, int limit) {
        List<ContextHit> hits = new ArrayList<>();
        if (limit > 0) {
            RankedContexts ranked = ranked(latent);
            for (int rank = 0; rank < Math.min(limit, ranked.size()); rank++) {
                hits.add(hit(ranked.context(rank), latent));
            }
        }
        return hits;
    }

    List<ContextHit> between(int latent, float low, float high, int limit, long seed) {
        var sample = new KeyedSample(limit, seed);
        for (ContextMaxima.Cursor cursor = maxima.cursor(latent); cursor.next(); ) {
            if (between(cursor, latent, low, high)) {
                sample.offer(cursor.context());
            }
        }
        List<ContextHit> hits = hits(sample.ascending(), latent);
        hits.sort(STRONGEST);
        return hits;
    }

    /** Asks the store where the code alone does not say. */
    private boolean between(ContextMaxima.Cursor cursor, int latent, float low, float high) {
        float least = Float.float16ToFloat(MaximaFiles.least(cursor.code()));
        float largest = Float.float16ToFloat(MaximaFiles.largest(cursor.code()));
        if (largest < low || least > high) {
            return false;
        }
        if (least >= low && largest <= high) {
            return true;
        }
        float max = store.maximum(corpus.context(cursor.context()), latent);
        return max >= low && max <= high;
    }

    private RankedContexts ranked(int latent) {
        return new RankedContexts(corpus, store, maxima, latent);
    }

    List<ContextHit> random(int latent, int limit, long seed) {
        var sample = new KeyedSample(limit, seed);
        maxima.forEach(latent, sample::offer);
        return hits(sample.ascending(), latent);
    }

    /** Ranks all firing contexts by maximum and cuts the ranking into groups of equal size. */
    List<QuantileGroup> quantiles(int latent, int groups, int perGroup) {
        RankedContexts ranked = ranked(latent);
        List<QuantileGroup> result = new ArrayList<>();
        for (int g = 0; g < groups; g++) {
            int from = (int) ((long) ranked.size() * g / groups);
            int to = (int) ((long) ranked.size() * (g + 1) / groups);
            if (from == to) {
                continue;
            }
            int size = Math.min(perGroup, to - from);
            int[] chosen = new int[size];
            for (int i = 0; i < size; i++) {
                // The middles of equal parts of the group.
                chosen[i] = ranked.context(from + (int) ((to - from) * (2L * i + 1) / (2L * size)));
            }
            result.add(
                    new QuantileGroup(ranked.maximum(to - 1), ranked.maximum(from), to - from, hits(chosen, latent)));
        }
        return result;
    }

    List<ContextHit> nearMisses(int latent, int limit, long seed) throws IOException {
        int[] top = statistics.topTokens(latent);
        List<BytesRef> wanted = new ArrayList<>();
        for (int token : top) {
            wanted.add(terms.term(token));
        }
        FixedBitSet expected = postings.containing(wanted);
        var silent = new KeyedSample(limit, seed);
        FixedBitSet firing = new FixedBitSet(expected.length());
        maxima.forEach(latent, firing::set);
        var partly = new KeyedSample(limit, seed);
        for (int c = next(expected, 0); c < expected.length(); c = next(expected, c + 1)) {
            (firing.get(c) ? partly : silent).offer(c);
        }
        Arrays.sort(top);
        List<ContextHit> hits = new ArrayList<>();
        for (int[] candidates : new int[][] {silent.ascending(), partly.ascending()}) {
            for (int c : candidates) {
                long miss = miss(corpus.context(c), latent, top);
                if (miss >= 0 && hits.size() < limit) {
                    hits.add(new ContextHit(corpus.context(c), hit(c, latent).max(), miss));
                }
            }
        }
        return hits;
    }

    /** The first position where one of the tokens stands and the latent is silent, or -1. */
    private long miss(Context context, int latent, int[] sortedTokens) {
        for (long p = context.start(); p < context.end(); p++) {
            if (Arrays.binarySearch(sortedTokens, corpus.token(p)) >= 0 && store.value(p, latent) == 0) {
                return p;
            }
        }
        return -1;
    }

    private static int next(FixedBitSet set, int from) {
        return from >= set.length() ? set.length() : Math.min(set.length(), set.nextSetBit(from));
    }

    private List<ContextHit> hits(int[] contexts, int latent) {
        List<ContextHit> hits = new ArrayList<>(contexts.length);
        for (int context : contexts) {
            hits.add(hit(context, latent));
        }
        return hits;
    }

    /** The maximum and its place, read from the store. */
    private ContextHit hit(int number, int latent) {
        Context context = corpus.context(number);
        float[] values = store.activations(context, latent);
        int peak = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i] > values[peak]) {
                peak = i;
            }
        }
        return new ContextHit(context, values[peak], context.start() + peak);
    }
}
