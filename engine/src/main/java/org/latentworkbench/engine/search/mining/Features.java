package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.MatchMask;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.RegexMatcher;
import org.latentworkbench.engine.search.TokenRegex;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * The training documents ready for many questions: where each token stands, and conditions worth trying for any latent. What is
 * not simply a token at some distance is told by the matcher itself.
 */
final class Features {
    /** Distances at which earlier tokens are looked at one by one. */
    static final int DISTANCES = 3;

    private static final int[] STARTS = {1, 2, 3, 4, 6, 8, 12, 16, 32, 64, 128};
    private static final String QUOTE = "[re `.*\".*`]";
    private static final String NO_QUOTE = "[!re `.*\".*`]";
    private static final String END = "[re `.*[.!?].*`]";
    private static final String NO_END = "[!re `.*[.!?].*`]";

    private final MiningSample.Half half;
    private final TokenGroups groups;
    private final int[] places;
    private final int[] ends;
    private final int[] offsets;
    private final int[] positions;
    private final int[] counts;
    private final List<Condition> conditions = new ArrayList<>();
    private final IdentityHashMap<Condition, Condition> absent = new IdentityHashMap<>();
    private final IdentityHashMap<Condition, int[]> occurrences = new IdentityHashMap<>();

    Features(MiningSample.Half half, TokenGroups groups, RegexEnvironment environment, JobContext job) {
        this.half = half;
        this.groups = groups;
        places = new int[half.size()];
        ends = new int[half.size()];
        for (int d = 0; d < half.documents(); d++) {
            for (int p = half.starts()[d]; p < half.starts()[d + 1]; p++) {
                places[p] = p - half.starts()[d];
                ends[p] = half.starts()[d + 1];
            }
        }
        int vocabulary = environment.vocabulary().size();
        offsets = new int[vocabulary + 1];
        for (int token : half.tokens()) {
            offsets[token + 1]++;
        }
        for (int token = 0; token < vocabulary; token++) {
            offsets[token + 1] += offsets[token];
        }
        int[] next = offsets.clone();
        positions = new int[half.size()];
        for (int p = 0; p < half.size(); p++) {
            positions[next[half.tokens()[p]]++] = p;
        }
        counts = new int[vocabulary];
        for (int token = 0; token < vocabulary; token++) {
            counts[token] = occurrences(token);
        }
        makeConditions(environment, job);
    }

    private void makeConditions(RegexEnvironment environment, JobContext job) {
        List<String> before = new ArrayList<>();
        for (int start : STARTS) {
            before.add(start == 1 ? "[doc_start]" : "[doc_start].{0," + (start - 1) + "}");
        }
        // Within quotation marks: an odd number of tokens with one so far.
        before.add("[doc_start]" + NO_QUOTE + "*(" + QUOTE + NO_QUOTE + "*" + QUOTE + NO_QUOTE + "*)*" + QUOTE
                + NO_QUOTE + "*");
        before.add(QUOTE + ".*");
        before.add("[doc_start]" + NO_END + "*");
        before.add("[doc_start]" + NO_END + "*" + END + NO_END + "*");
        for (int words : new int[] {1, 2, 3, 5}) {
            before.add(END + NO_END + "{0," + words + "}");
        }
        before.add("[re `.*,.*`]" + NO_END + "*");
        before.add("[re `.*\\n.*`].{0,3}");
        for (String script : before) {
            job.checkCancelled();
            add(new Condition(matches(script + ".", environment), script));
        }
        add(new Condition(matches("[a=.].*[a]", environment), Condition.REPEATED));
    }

    private void add(Condition condition) {
        int count = Bits.count(condition.bits());
        if (count > 0 && count < half.size()) {
            Condition not = condition.not(half.size());
            conditions.add(condition);
            absent.put(condition, not);
            occurrences.put(condition, count(condition.bits()));
            occurrences.put(not, count(not.bits()));
        }
    }

    private int[] count(long[] bits) {
        int[] found = new int[counts.length];
        Bits.forEach(bits, p -> found[half.tokens()[p]]++);
        return found;
    }

    private long[] matches(String script, RegexEnvironment environment) {
        long[] bits = Bits.none(half.size());
        RegexMatcher matcher = TokenRegex.compile(script, environment).matcher();
        for (int d = 0; d < half.documents(); d++) {
            int start = half.starts()[d];
            int length = half.starts()[d + 1] - start;
            int[] document = java.util.Arrays.copyOfRange(half.tokens(), start, start + length);
            MatchMask mask = matcher.match(document, length);
            for (int token = mask.next(0); token >= 0; token = mask.next(token + 1)) {
                Bits.set(bits, start + token);
            }
        }
        return bits;
    }

    TokenGroups groups() {
        return groups;
    }

    /** Number of positions. */
    int size() {
        return half.size();
    }

    int token(int position) {
        return half.tokens()[position];
    }

    /** Number of tokens before it in its document. */
    int place(int position) {
        return places[position];
    }

    int occurrences(int token) {
        return offsets[token + 1] - offsets[token];
    }

    /** How often each token stands anywhere. */
    int[] occurrences() {
        return counts;
    }

    /** Conditions that do not depend on a latent. */
    List<Condition> conditions() {
        return conditions;
    }

    /** That a condition is not met. */
    Condition absent(Condition condition) {
        Condition known = absent.get(condition);
        return known == null ? condition.not(size()) : known;
    }

    /** How often each token stands where a condition is met, if that does not depend on a latent. */
    Optional<int[]> occurrences(Condition condition) {
        return Optional.ofNullable(occurrences.get(condition));
    }

    /** Where one of some tokens stands. */
    long[] standing(int[] tokens) {
        long[] bits = Bits.none(size());
        for (int token : tokens) {
            for (int i = offsets[token]; i < offsets[token + 1]; i++) {
                Bits.set(bits, positions[i]);
            }
        }
        return bits;
    }

    /** Where all of some conditions are met. */
    long[] met(List<Condition> conditions) {
        long[] bits = Bits.not(Bits.none(size()), size());
        for (Condition condition : conditions) {
            bits = Bits.both(bits, condition.bits());
        }
        return bits;
    }

    /** That one of some tokens stands at a distance. */
    Condition earlier(Condition.Earlier earlier, TokenWriter writer) {
        long[] bits = before(earlier.tokens().tokens(groups), earlier.distance());
        return new Condition(bits, earlier.script(groups, writer), false, Optional.of(earlier));
    }

    /** Where one of some tokens stands exactly so many tokens before. */
    long[] before(int[] tokens, int distance) {
        long[] bits = Bits.none(size());
        for (int token : tokens) {
            for (int i = offsets[token]; i < offsets[token + 1]; i++) {
                int p = positions[i] + distance;
                if (p < size() && places[p] >= distance) {
                    Bits.set(bits, p);
                }
            }
        }
        return bits;
    }

    /** Where a token stands at most so many tokens before. */
    long[] within(int token, int distance) {
        long[] bits = Bits.none(size());
        int done = 0;
        for (int i = offsets[token]; i < offsets[token + 1]; i++) {
            int from = positions[i];
            int end = distance == Integer.MAX_VALUE ? ends[from] : Math.min(ends[from], from + distance + 1);
            Bits.set(bits, Math.max(done, from + 1), end);
            done = Math.max(done, end);
        }
        return bits;
    }
}
