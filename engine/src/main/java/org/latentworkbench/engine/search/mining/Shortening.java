package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * Takes out of the rules of a latent what is not worth its characters: whole rules, conditions, single tokens, exceptions of a
 * group and groups, those first that are missed least. What stays long must be worth more; but a script that tells well where a
 * latent fires remains one that does. For one thread.
 */
final class Shortening {
    /** Characters that a person takes in at once. */
    static final int SHORT = 80;

    /** F1 that a character must add: a little in any script, more in one that is long. */
    private static final double[] WORTH = {0.0003, 0.0008, 0.002, 0.004};

    /** F1 that says well where a latent fires. */
    private static final double WELL = 0.7;

    /** F1 on the training documents that gives as much on others, which mostly give a little less. */
    private static final double SURELY_WELL = 0.745;

    private static final int PASSES = 4;

    private final Features features;
    private final TokenWriter writer;
    private final long[] firings;
    private final int firingCount;
    private final List<Live> rules = new ArrayList<>();

    /** A rule with where its conditions are met, where its last token stands, and the length of its script. */
    private record Live(Rule rule, long[] ground, long[] standing, int characters) {}

    /** A rule without something, or none; empty if that is not there any more. */
    @FunctionalInterface
    private interface Edit {
        Optional<List<Rule>> of(Rule rule);
    }

    /** What may be done to the rule at a place, and the F1 that it was found to cost for each character. */
    private record Candidate(int place, Edit edit, double price) {}

    /** @param firings where the latent fires */
    Shortening(Features features, TokenWriter writer, long[] firings) {
        this.features = features;
        this.writer = writer;
        this.firings = firings;
        firingCount = Bits.count(firings);
    }

    RuleSearch.Found shorten(List<Rule> found) {
        found.forEach(rule -> rules.add(live(rule)));
        for (double worth : WORTH) {
            if (worth > WORTH[0] && characters() <= SHORT) {
                break;
            }
            for (int pass = 0; pass < PASSES && pass(worth); pass++) {
                // what is worth its place beside something else may not be without it
            }
        }
        long[] matched = matched(-1);
        return new RuleSearch.Found(rules.stream().map(Live::rule).toList(), matched, f1(matched));
    }

    private int characters() {
        return rules.stream().mapToInt(live -> live.characters() + 1).sum() + 1;
    }

    private Live live(Rule rule) {
        return live(rule, features.standing(rule.last().tokens(features.groups())));
    }

    private Live live(Rule rule, long[] standing) {
        String script = rule.script(features.groups(), writer, "a");
        return new Live(rule, features.met(rule.conditions()), standing, script.length());
    }

    /** Takes out what costs too little, the cheapest first; false if there was nothing. */
    private boolean pass(double worth) {
        double now = f1(matched(-1));
        List<Candidate> candidates = new ArrayList<>();
        for (int place = 0; place < rules.size(); place++) {
            long[] others = matched(place);
            for (Edit edit : edits(rules.get(place).rule())) {
                double price = price(place, others, now, edit);
                if (price <= worth) {
                    candidates.add(new Candidate(place, edit, price));
                }
            }
        }
        candidates.sort(Comparator.comparingDouble(Candidate::price));
        boolean changed = false;
        for (Candidate candidate : candidates) {
            changed |= apply(candidate, worth);
        }
        rules.removeIf(live -> live.characters() == 0);
        return changed;
    }

    private boolean apply(Candidate candidate, double worth) {
        int place = candidate.place();
        long[] others = matched(place);
        double now = f1(both(others, rules.get(place)));
        if (price(place, others, now, candidate.edit()) > worth) {
            return false;
        }
        rules.set(place, after(rules.get(place), candidate.edit()).orElseThrow());
        return true;
    }

    /** F1 lost for each character; infinite if that cannot be done, saves nothing or loses a script that tells well. */
    private double price(int place, long[] others, double now, Edit edit) {
        Live before = rules.get(place);
        if (before.characters() == 0) {
            return Double.POSITIVE_INFINITY;
        }
        return after(before, edit)
                .map(after -> {
                    int saved = before.characters() - after.characters();
                    double left = f1(both(others, after));
                    boolean lost = saved <= 0 || left == 0 || (now >= WELL && left < Math.min(now, SURELY_WELL));
                    return lost ? Double.POSITIVE_INFINITY : (now - left) / saved;
                })
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** A rule that is left out keeps its place as one of no characters, which matches nothing. */
    private Optional<Live> after(Live before, Edit edit) {
        return edit.of(before.rule()).map(left -> {
            if (left.isEmpty()) {
                long[] nowhere = Bits.none(features.size());
                return new Live(before.rule(), nowhere, nowhere, 0);
            }
            Rule rule = left.getFirst();
            return rule.last().equals(before.rule().last()) ? live(rule, before.standing()) : live(rule);
        });
    }

    private List<Edit> edits(Rule rule) {
        List<Edit> edits = new ArrayList<>();
        edits.add(_ -> Optional.of(List.of()));
        for (TokenSet.Part part : rule.last().parts()) {
            edits.add(any -> any.last().without(part).map(last -> List.of(new Rule(any.conditions(), last))));
        }
        for (Condition condition : rule.conditions()) {
            edits.add(any -> without(any, condition.before()));
            condition.earlier().ifPresent(earlier -> earlier.tokens()
                    .parts()
                    .forEach(part -> edits.add(any -> without(any, condition.absent(), earlier.distance(), part))));
        }
        return edits;
    }

    private static Optional<List<Rule>> without(Rule rule, String before) {
        List<Condition> left = rule.conditions().stream()
                .filter(condition -> !condition.before().equals(before))
                .toList();
        return left.size() == rule.conditions().size()
                ? Optional.empty()
                : Optional.of(List.of(new Rule(left, rule.last())));
    }

    /** With one thing less to read in a condition on the tokens at a distance. */
    private Optional<List<Rule>> without(Rule rule, boolean absent, int distance, TokenSet.Part part) {
        List<Condition> conditions = new ArrayList<>(rule.conditions());
        for (int i = 0; i < conditions.size(); i++) {
            Condition condition = conditions.get(i);
            if (condition.absent() == absent
                    && condition.earlier().map(Condition.Earlier::distance).equals(Optional.of(distance))) {
                Optional<TokenSet> left =
                        condition.earlier().orElseThrow().tokens().without(part);
                if (left.isPresent()) {
                    Condition shorter = features.earlier(new Condition.Earlier(left.get(), distance), writer);
                    conditions.set(i, absent ? features.absent(shorter) : shorter);
                    return Optional.of(List.of(new Rule(List.copyOf(conditions), rule.last())));
                }
            }
        }
        return Optional.empty();
    }

    /** Where one of the rules matches, or one of the others than that at a place. */
    private long[] matched(int except) {
        long[] matched = Bits.none(features.size());
        for (int place = 0; place < rules.size(); place++) {
            if (place != except) {
                matched = both(matched, rules.get(place));
            }
        }
        return matched;
    }

    private static long[] both(long[] others, Live live) {
        return Bits.either(others, Bits.both(live.ground(), live.standing()));
    }

    private double f1(long[] matched) {
        return 2.0 * Bits.countBoth(matched, firings) / (firingCount + Bits.count(matched));
    }
}
