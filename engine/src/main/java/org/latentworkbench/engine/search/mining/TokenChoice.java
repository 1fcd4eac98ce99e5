package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * Chooses the tokens that predict best where a latent fires, from how often each stands somewhere and how often it fires there.
 * Tokens exclude each other, so the set with the largest F1 is that of all tokens whose share of firings is above half that F1
 * (Lipton et al. 2014, Thm. 1); here with as few things to read as cost little. For one thread.
 */
final class TokenChoice {
    /** F1 that one more thing to read must be worth. */
    static final double PRICE = 0.001;

    private static final int MOST_TOKENS = 40;
    private static final int MOST_CHANGES = 12;
    private static final int GROUPS_TRIED = 4;

    /**
     * What was chosen.
     *
     * @param value {@link Before#value} together with what was there before
     * @param score value less the price of what there is to read
     */
    record Chosen(TokenSet set, double value, double score) {}

    /**
     * What there is already.
     *
     * @param firings all firings of the latent
     * @param hits those that are matched
     * @param matches all matches
     * @param goal the F1 that all rules together shall reach
     */
    record Before(int firings, int hits, int matches, double goal) {
        double f1(double moreHits, double moreMatches) {
            return 2 * (hits + moreHits) / (firings + matches + moreMatches);
        }

        /**
         * What hits are worth less what matches cost, in units of F1: 2·hits − goal·matches is largest for the rules with the
         * largest F1 if that is the goal (Dinkelbach 1967), and unlike F1 it can be added up rule by rule.
         */
        double value(double moreHits, double moreMatches) {
            return (2 * (hits + moreHits) - goal * (matches + moreMatches)) / (2.0 * firings);
        }

        /** The share of firings from which a token is worth its matches. */
        double threshold() {
            return goal / 2;
        }
    }

    private final TokenGroups groups;
    private final TokenWriter writer;
    private final int[] hits;
    private final int[] occurrences;
    private final int[] used;
    private final int[] groupHits;
    private final int[] groupOccurrences;
    private final boolean[] member;
    private int usedCount;

    TokenChoice(TokenGroups groups, TokenWriter writer, int vocabulary) {
        this.groups = groups;
        this.writer = writer;
        hits = new int[vocabulary];
        occurrences = new int[vocabulary];
        used = new int[vocabulary];
        member = new boolean[vocabulary];
        groupHits = new int[groups.size()];
        groupOccurrences = new int[groups.size()];
    }

    /** Forgets all counts. */
    void clear() {
        for (int i = 0; i < usedCount; i++) {
            hits[used[i]] = 0;
            occurrences[used[i]] = 0;
        }
        usedCount = 0;
    }

    /** Counts occurrences of a token, on some of which the latent fires. */
    void count(int token, int times, int firing) {
        if (occurrences[token] == 0) {
            used[usedCount++] = token;
        }
        occurrences[token] += times;
        hits[token] += firing;
    }

    /** Counts occurrences of all tokens at once, by token. */
    void count(int[] times) {
        for (int token = 0; token < times.length; token++) {
            if (times[token] > 0) {
                count(token, times[token], 0);
            }
        }
    }

    /** Tokens with firings, those with the largest share first, until they hold a share of all firings counted. */
    int[] widest(double share) {
        int[] sorted = firing(1);
        long all = 0;
        for (int token : sorted) {
            all += hits[token];
        }
        long sum = 0;
        int end = 0;
        while (end < sorted.length && sum < share * all) {
            sum += hits[sorted[end++]];
        }
        return Arrays.copyOf(sorted, end);
    }

    private int[] firing(int least) {
        return IntStream.range(0, usedCount)
                .map(i -> used[i])
                .filter(token -> hits[token] >= least && writer.writable(token))
                .boxed()
                .sorted(Comparator.comparingDouble(this::share)
                        .reversed()
                        .thenComparing(Comparator.comparingInt((Integer token) -> hits[token])
                                .reversed())
                        .thenComparingInt(token -> token))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** Share of firings, a little towards 0 for what was rarely seen. */
    private double share(int token) {
        return hits[token] / (occurrences[token] + 1.0);
    }

    /** The best set. */
    Chosen best(Before before) {
        Chosen best = tokens(before);
        for (int group : promising(before)) {
            Chosen chosen = changed(group, before);
            if (chosen.score() > best.score()) {
                best = chosen;
            }
        }
        return best;
    }

    private Chosen tokens(Before before) {
        int least = Math.max(2, before.firings() / 400);
        int[] sorted = firing(least);
        int end = 0;
        double best = before.value(0, 0);
        int sumHits = 0;
        int sumMatches = 0;
        for (int i = 0; i < sorted.length; i++) {
            sumHits += hits[sorted[i]];
            sumMatches += occurrences[sorted[i]];
            if (before.value(sumHits, sumMatches) > best) {
                best = before.value(sumHits, sumMatches);
                end = i + 1;
            }
        }
        int[] chosen = strongest(Arrays.copyOf(sorted, end), before.threshold(), MOST_TOKENS);
        return chosen(new TokenSet(-1, chosen, new int[0]), 0, 0, before);
    }

    /** The tokens that gain most against a threshold, and are worth their price. */
    private int[] strongest(int[] tokens, double threshold, int most) {
        return Arrays.stream(tokens)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer token) -> Math.abs(gain(token, threshold)))
                        .reversed()
                        .thenComparingInt(token -> token))
                .limit(most)
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private double gain(int token, double threshold) {
        return hits[token] - threshold * occurrences[token];
    }

    private List<Integer> promising(Before before) {
        Arrays.fill(groupHits, 0);
        Arrays.fill(groupOccurrences, 0);
        for (int i = 0; i < usedCount; i++) {
            for (int group : groups.of(used[i])) {
                groupHits[group] += hits[used[i]];
                groupOccurrences[group] += occurrences[used[i]];
            }
        }
        // There may be thousands, of which a few are wanted: the best so far are kept in order.
        List<Integer> best = new ArrayList<>();
        double[] scores = new double[GROUPS_TRIED];
        for (int group = 0; group < groupHits.length; group++) {
            if (groupHits[group] < 2) {
                continue;
            }
            double score = before.f1(groupHits[group], groupOccurrences[group]);
            int place = best.size();
            while (place > 0 && scores[place - 1] < score) {
                place--;
            }
            if (place < GROUPS_TRIED) {
                if (best.size() == GROUPS_TRIED) {
                    best.removeLast();
                }
                System.arraycopy(scores, place, scores, place + 1, best.size() - place);
                scores[place] = score;
                best.add(place, group);
            }
        }
        return best;
    }

    /** A group without its worst tokens and with the best others. */
    private Chosen changed(int group, Before before) {
        double threshold = before.threshold();
        double price = PRICE * before.firings();
        mark(group, true);
        int[] worst = new int[usedCount];
        int[] others = new int[usedCount];
        int worstCount = 0;
        int otherCount = 0;
        for (int i = 0; i < usedCount; i++) {
            int token = used[i];
            double gain = gain(token, threshold);
            if (member[token] && gain < -price && writer.writable(token)) {
                worst[worstCount++] = token;
            } else if (!member[token] && gain > price && writer.writable(token)) {
                others[otherCount++] = token;
            }
        }
        mark(group, false);
        var set = new TokenSet(
                group,
                strongest(Arrays.copyOf(others, otherCount), threshold, MOST_CHANGES),
                strongest(Arrays.copyOf(worst, worstCount), threshold, MOST_CHANGES));
        return chosen(set, groupHits[group], groupOccurrences[group], before);
    }

    private void mark(int group, boolean as) {
        for (int token : groups.members(group)) {
            member[token] = as;
        }
    }

    /** Counts a set together and drops single tokens that are not worth their price. */
    private Chosen chosen(TokenSet set, int hitsOfGroup, int occurrencesOfGroup, Before before) {
        int sumHits = hitsOfGroup;
        int sumMatches = occurrencesOfGroup;
        for (int token : set.removed()) {
            sumHits -= hits[token];
            sumMatches -= occurrences[token];
        }
        int kept = 0;
        int[] added = set.added().clone();
        double value = before.value(sumHits, sumMatches);
        for (int token : added) {
            double with = before.value(sumHits + hits[token], sumMatches + occurrences[token]);
            if (with > value + (kept == 0 && set.group() < 0 ? 0 : PRICE)) {
                value = with;
                sumHits += hits[token];
                sumMatches += occurrences[token];
                added[kept++] = token;
            }
        }
        var tight = new TokenSet(set.group(), mostHits(Arrays.copyOf(added, kept)), set.removed());
        return new Chosen(tight, value, value - PRICE * tight.size());
    }

    /** What a person reads first is what it fires on most. */
    private int[] mostHits(int[] tokens) {
        return Arrays.stream(tokens)
                .boxed()
                .sorted(Comparator.comparingInt((Integer token) -> hits[token])
                        .reversed()
                        .thenComparingInt(token -> token))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
