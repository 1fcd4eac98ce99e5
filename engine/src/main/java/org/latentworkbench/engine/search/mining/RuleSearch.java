package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * Grows the rules of one latent after the other: the best last tokens alone, then with the conditions that gain most, then
 * further rules for what is not matched yet. Rules are grown for an F1 that all of them together shall reach, so that an early
 * rule does not take what a later one tells better; and again for what was reached, as long as that helps. What is not worth its
 * characters is taken out at the end ({@link Shortening}). For one thread.
 */
final class RuleSearch {
    private static final int MOST_RULES = 8;
    private static final int MOST_CONDITIONS = 2;
    private static final int ROUNDS = 3;

    /** F1 aimed at first; what is reached is aimed at next. */
    private static final double FIRST_GOAL = 0.75;

    /** F1 aimed at where the first goal was too high for any rule. */
    private static final double LEAST_GOAL = 0.4;

    private static final int TRIED = 5;
    private static final int NEAR_TRIED = 4;
    private static final int NEAR = 12;
    private static final int[] WINDOWS = {4, 12, Integer.MAX_VALUE};
    private static final int FIRINGS_LOOKED_AT = 4000;
    private static final double WIDE = 0.95;

    /** F1 that a condition or a rule must add. */
    private static final double WORTH = 0.004;

    private final Features features;
    private final TokenWriter writer;
    private final TokenChoice choice;
    private final int[] near;

    /** A rule with where it matches. */
    private record Grown(Rule rule, long[] bits, double value, double score) {}

    /** What rules are grown for. */
    private record Target(int[] firings, long[] bits, long[] free, TokenChoice.Before before) {}

    RuleSearch(Features features, TokenWriter writer, int vocabulary) {
        this.features = features;
        this.writer = writer;
        choice = new TokenChoice(features.groups(), writer, vocabulary);
        near = new int[vocabulary];
    }

    /**
     * What was found.
     *
     * @param rules alternatives; empty if nothing says where the latent fires
     * @param bits where one of them matches
     * @param f1 on the training documents
     */
    record Found(List<Rule> rules, long[] bits, double f1) {
        /** F1 less the price of what there is to read. */
        double score() {
            return f1 - TokenChoice.PRICE * rules.stream().mapToInt(Rule::size).sum();
        }
    }

    /** @param firings positions on which the latent fires, ascending */
    Found find(int[] firings) {
        long[] bits = Bits.none(features.size());
        for (int p : firings) {
            Bits.set(bits, p);
        }
        Found best = find(firings, bits, FIRST_GOAL);
        Found last = best;
        for (int round = 1; round < ROUNDS; round++) {
            double goal = last.rules().isEmpty() ? LEAST_GOAL : last.f1();
            last = find(firings, bits, goal);
            if (last.score() <= best.score()) {
                break;
            }
            best = last;
        }
        return new Shortening(features, writer, bits).shorten(best.rules());
    }

    private Found find(int[] firings, long[] bits, double goal) {
        List<Rule> rules = new ArrayList<>();
        long[] matched = Bits.none(features.size());
        double value = 0;
        while (rules.size() < MOST_RULES) {
            var before =
                    new TokenChoice.Before(firings.length, Bits.countBoth(matched, bits), Bits.count(matched), goal);
            Grown grown = grow(new Target(firings, bits, Bits.not(matched, features.size()), before));
            if (grown == null
                    || grown.value() - value
                            < WORTH + TokenChoice.PRICE * grown.rule().size()) {
                break;
            }
            rules.add(grown.rule());
            matched = Bits.either(matched, grown.bits());
            value = grown.value();
        }
        double f1 = 2.0 * Bits.countBoth(matched, bits) / (firings.length + Bits.count(matched));
        return new Found(rules, matched, f1);
    }

    private @Nullable Grown grow(Target target) {
        Grown best = grown(List.of(), target);
        int[] wide = choice.widest(WIDE);
        long[] wideBits = Bits.both(features.standing(wide), target.free());
        while (true) {
            List<Condition> given = best == null ? List.of() : best.rule().conditions();
            if (given.size() == MOST_CONDITIONS) {
                return best;
            }
            long[] ground = given.isEmpty() || best == null ? wideBits : Bits.both(wideBits, features.met(given));
            Grown better = null;
            for (Condition condition : candidates(ground, features.met(given), target)) {
                List<Condition> all = new ArrayList<>(given);
                all.add(condition);
                Grown grown = grown(all, target);
                if (grown != null && (better == null || grown.score() > better.score())) {
                    better = grown;
                }
            }
            if (better == null || (best != null && better.score() < best.score() + WORTH)) {
                return best;
            }
            best = better;
        }
    }

    /** The best last tokens under some conditions. */
    private @Nullable Grown grown(List<Condition> conditions, Target target) {
        long[] ground = Bits.both(target.free(), features.met(conditions));
        choice.clear();
        occurrences(ground, conditions);
        for (int p : target.firings()) {
            if (Bits.get(ground, p)) {
                choice.count(features.token(p), 0, 1);
            }
        }
        TokenChoice.Chosen chosen = choice.best(target.before());
        if (chosen.set().size() == 0 && !chosen.set().any()) {
            return null;
        }
        double price = TokenChoice.PRICE * conditions.size();
        long[] bits = Bits.both(ground, features.standing(chosen.set().tokens(features.groups())));
        return new Grown(new Rule(conditions, chosen.set()), bits, chosen.value(), chosen.score() - price);
    }

    /**
     * Counts the tokens of some positions: one by one, or all tokens, or all tokens where one of the conditions is met, less those
     * of the other positions there; whatever is least work.
     */
    private void occurrences(long[] ground, List<Condition> conditions) {
        int least = Bits.count(ground);
        long[] counted = ground;
        int[] all = null;
        long[] others = Bits.not(ground, features.size());
        if (features.size() - least < least) {
            least = features.size() - least;
            counted = others;
            all = features.occurrences();
        }
        for (Condition condition : conditions) {
            Optional<int[]> known = features.occurrences(condition);
            if (known.isPresent() && Bits.countBoth(condition.bits(), others) < least) {
                counted = Bits.both(condition.bits(), others);
                least = Bits.count(counted);
                all = known.get();
            }
        }
        if (all != null) {
            choice.count(all);
        }
        int times = all != null ? -1 : 1;
        Bits.forEach(counted, p -> choice.count(features.token(p), times, 0));
    }

    /** Conditions that may help, the most promising first by the F1 they give with the widest tokens or with any. */
    private List<Condition> candidates(long[] wide, long[] given, Target target) {
        List<Condition> all = new ArrayList<>(features.conditions());
        for (int distance = 1; distance <= Features.DISTANCES; distance++) {
            earlier(wide, distance, target, all);
        }
        nearby(wide, target, all);
        long[] wideFirings = Bits.both(wide, target.bits());
        long[] any = Bits.both(given, target.free());
        long[] anyFirings = Bits.both(any, target.bits());
        int wideCount = Bits.count(wide);
        int wideHits = Bits.count(wideFirings);
        int anyCount = Bits.count(any);
        int anyHits = Bits.count(anyFirings);
        Map<Condition, Double> scores = new HashMap<>();
        List<Condition> tried = new ArrayList<>();
        for (Condition condition : all) {
            int matches = Bits.countBoth(condition.bits(), wide);
            int hits = Bits.countBoth(condition.bits(), wideFirings);
            int anyMatches = Bits.countBoth(condition.bits(), any);
            int anyFiring = Bits.countBoth(condition.bits(), anyFirings);
            tried.add(condition);
            double with =
                    Math.max(target.before().f1(hits, matches), target.before().f1(anyFiring, anyMatches));
            scores.put(condition, with);
            double without = Math.max(
                    target.before().f1(wideHits - hits, wideCount - matches),
                    target.before().f1(anyHits - anyFiring, anyCount - anyMatches));
            if (!condition.repeated() && without > with) {
                Condition absent = features.absent(condition);
                tried.add(absent);
                scores.put(absent, without);
            }
        }
        return tried.stream()
                .sorted(Comparator.comparingDouble((Condition condition) -> scores.getOrDefault(condition, 0.0))
                        .reversed())
                .limit(TRIED)
                .toList();
    }

    /** The tokens that best stand a certain number of tokens before. */
    private void earlier(long[] wide, int distance, Target target, List<Condition> into) {
        choice.clear();
        Bits.forEach(wide, p -> {
            if (features.place(p) >= distance) {
                choice.count(features.token(p - distance), 1, Bits.get(target.bits(), p) ? 1 : 0);
            }
        });
        TokenSet set = choice.best(target.before()).set();
        if (set.size() == 0) {
            return;
        }
        into.add(features.earlier(new Condition.Earlier(set, distance), writer));
    }

    /** Single tokens that stand near where it fires more often than elsewhere. */
    private void nearby(long[] wide, Target target, List<Condition> into) {
        int step = Math.max(1, target.firings().length / FIRINGS_LOOKED_AT);
        List<Integer> seen = new ArrayList<>();
        for (int i = 0; i < target.firings().length; i += step) {
            int p = target.firings()[i];
            if (Bits.get(wide, p)) {
                for (int d = 1; d <= Math.min(NEAR, features.place(p)); d++) {
                    int token = features.token(p - d);
                    if (near[token]++ == 0) {
                        seen.add(token);
                    }
                }
            }
        }
        List<Integer> best = seen.stream()
                .filter(token -> near[token] > 2 && writer.writable(token))
                .sorted(Comparator.comparingDouble(
                                (Integer token) -> near[token] / Math.sqrt(features.occurrences(token)))
                        .reversed()
                        .thenComparingInt(token -> token))
                .limit(NEAR_TRIED)
                .toList();
        for (int token : best) {
            String name = TokenWriter.any(List.of(writer.token(token).orElseThrow()));
            for (int window : WINDOWS) {
                String gap = window == Integer.MAX_VALUE ? ".*" : ".{0," + (window - 1) + "}";
                into.add(new Condition(features.within(token, window), name + gap));
            }
        }
        seen.forEach(token -> near[token] = 0);
    }
}
