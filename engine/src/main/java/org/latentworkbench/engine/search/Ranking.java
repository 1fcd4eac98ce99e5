package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntToLongFunction;

/**
 * Scores latents against a mask M: cosine Σ_{t∈M} a_t / (√|M| · ‖a‖), precision, recall and F1 as for a detector of M that
 * says yes where the latent fires.
 *
 * @param matched |M|
 * @param searched number of searched tokens
 * @param norm ‖a‖ of each latent over all searched tokens
 * @param firing searched tokens on which each latent fires
 */
record Ranking(long matched, long searched, IntToDoubleFunction norm, IntToLongFunction firing) {
    private static final Comparator<RankedLatent> BEST_FIRST = (a, b) -> {
        int byCosine = Double.compare(b.cosine(), a.cosine());
        return byCosine != 0 ? byCosine : Integer.compare(a.latent(), b.latent());
    };

    /** The latents that fire on a match, best first. */
    List<RankedLatent> rank(LatentSums matches, IntPredicate filter, int limit) {
        List<RankedLatent> ranked = new ArrayList<>();
        for (int latent = 0; latent < matches.values().length; latent++) {
            if (matches.firing()[latent] > 0 && filter.test(latent)) {
                ranked.add(score(latent, matches.values()[latent], matches.firing()[latent]));
            }
        }
        RankedLatent[] sorted = bestFirst(ranked);
        return List.of(sorted.length > limit ? Arrays.copyOf(sorted, limit) : sorted);
    }

    /**
     * Sorts latents, given in ascending order. Numbers are sorted many times faster than objects: first by all but the last
     * bits of the cosine, in place of which stands where the latent was, then what that left out of order.
     */
    private static RankedLatent[] bestFirst(List<RankedLatent> ranked) {
        long places = Math.max(1, Long.highestOneBit(ranked.size()) * 2) - 1;
        long[] keys = new long[ranked.size()];
        for (int i = 0; i < keys.length; i++) {
            // Cosines are not negative, and the bits of such doubles ascend with them.
            keys[i] = (~Double.doubleToLongBits(ranked.get(i).cosine()) & ~places) | i;
        }
        Arrays.sort(keys);
        RankedLatent[] sorted = new RankedLatent[keys.length];
        for (int i = 0; i < keys.length; i++) {
            RankedLatent next = ranked.get((int) (keys[i] & places));
            int place = i;
            for (; place > 0 && BEST_FIRST.compare(sorted[place - 1], next) > 0; place--) {
                sorted[place] = sorted[place - 1];
            }
            sorted[place] = next;
        }
        return sorted;
    }

    private RankedLatent score(int latent, double sum, long hits) {
        double length = norm.applyAsDouble(latent);
        long fired = firing.applyAsLong(latent);
        double cosine = length > 0 ? sum / (Math.sqrt((double) matched) * length) : 0;
        double precision = fired == 0 ? 0 : (double) hits / fired;
        double recall = (double) hits / matched;
        // 2pr/(p+r) with p = hits/firing and r = hits/|M|
        double f1 = 2.0 * hits / (fired + matched);
        double lift = precision * searched / matched;
        return new RankedLatent(latent, cosine, precision, recall, f1, lift, sum / matched, hits, fired);
    }
}
