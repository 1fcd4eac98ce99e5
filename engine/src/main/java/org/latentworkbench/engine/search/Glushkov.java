package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.LongStream;
import org.latentworkbench.engine.search.PositionAutomaton.Entry;

/**
 * Builds the position automaton of a pattern without memory (V. M. Glushkov, The abstract theory of automata, 1961): one
 * state for each token test, no empty moves. Conditions of no width become guards on the edges: an edge may be taken where
 * all its guards hold.
 */
final class Glushkov {
    /** More token tests than a script can sensibly have after repeats are written out. */
    static final int MAX_POSITIONS = 4096;

    private static final int MAX_EDGES = 400_000;
    private static final int MAX_GUARDS = 64;
    private static final long[] ALWAYS = {0};
    private static final long[] NEVER = {};

    /** The pattern does not fit an automaton. */
    static final class TooLarge extends RuntimeException {
        private static final long serialVersionUID = 1L;

        TooLarge(String message) {
            super(message);
        }
    }

    /** A part of the pattern; {@code empty} holds the sets of guards under which it matches nothing at all. */
    private record Fragment(List<Entry> first, List<Entry> last, long[] empty) {}

    private final Guards guards;
    private final List<Integer> guardNumbers = new ArrayList<>();
    private final List<Integer> sets = new ArrayList<>();
    private final List<Set<Entry>> follow = new ArrayList<>();
    private int edges;

    private Glushkov(Guards guards) {
        this.guards = guards;
    }

    /**
     * @param node a pattern for which {@link Node#regular} is true
     * @param guards where look-arounds and other conditions are kept
     * @throws TooLarge beyond the limits on states, edges and guards
     */
    static PositionAutomaton build(Node node, Guards guards) {
        Glushkov glushkov = new Glushkov(guards);
        Fragment whole = glushkov.fragment(node);
        return new PositionAutomaton(
                glushkov.sets.stream().mapToInt(Integer::intValue).toArray(),
                whole.first(),
                whole.last(),
                glushkov.follow.stream().map(List::copyOf).toList(),
                whole.empty(),
                glushkov.guardNumbers.stream().mapToInt(Integer::intValue).toArray());
    }

    private Fragment fragment(Node node) {
        return switch (node) {
            case Node.One one -> one(one.set());
            case Node.Sequence sequence -> {
                Fragment whole = new Fragment(List.of(), List.of(), ALWAYS);
                for (Node part : sequence.parts()) {
                    whole = then(whole, fragment(part));
                }
                yield whole;
            }
            case Node.Choice choice -> {
                Fragment whole = new Fragment(List.of(), List.of(), NEVER);
                for (Node option : choice.options()) {
                    Fragment next = fragment(option);
                    whole = new Fragment(
                            union(whole.first(), next.first()),
                            union(whole.last(), next.last()),
                            minimal(LongStream.concat(Arrays.stream(whole.empty()), Arrays.stream(next.empty()))));
                }
                yield whole;
            }
            case Node.Repeated repeated -> repeated(repeated.body(), repeated.least(), repeated.most());
            case Node.Look look -> condition(guards.look(look));
            case Node.Edge edge -> condition(guards.edge(edge.start()));
            case Node.Holds holds -> condition(guards.holds(holds.test()));
            case Node.Prefix prefix -> prefix(prefix.body());
            case Node.Bind _, Node.Back _, Node.Variant _, Node.Within _ ->
                throw new IllegalArgumentException("not regular: " + node);
        };
    }

    private Fragment one(int set) {
        int position = sets.size();
        if (position >= MAX_POSITIONS) {
            throw new TooLarge("Written out, this pattern tests more than " + MAX_POSITIONS
                    + " tokens in a row; use smaller repeat counts or no upper bound.");
        }
        sets.add(set);
        follow.add(new LinkedHashSet<>());
        List<Entry> here = List.of(new Entry(position, 0));
        return new Fragment(here, here, NEVER);
    }

    private Fragment condition(int guard) {
        return new Fragment(List.of(), List.of(), new long[] {bit(guard)});
    }

    private long bit(int guard) {
        int place = guardNumbers.indexOf(guard);
        if (place < 0) {
            place = guardNumbers.size();
            if (place >= MAX_GUARDS) {
                throw new TooLarge("This pattern has more than " + MAX_GUARDS + " look-arounds and conditions.");
            }
            guardNumbers.add(guard);
        }
        return 1L << place;
    }

    private Fragment then(Fragment a, Fragment b) {
        connect(a.last(), b.first());
        long[] empty = minimal(Arrays.stream(a.empty())
                .flatMap(left -> Arrays.stream(b.empty()).map(right -> left | right)));
        return new Fragment(
                union(a.first(), guarded(b.first(), a.empty())), union(b.last(), guarded(a.last(), b.empty())), empty);
    }

    private Fragment repeated(Node body, int least, int most) {
        // A body that may be empty anywhere is as good as left out, so the lower bound says nothing.
        boolean skippable = body.mayBeEmpty();
        int times = skippable ? 0 : least;
        if (most == Integer.MAX_VALUE) {
            // p{n,} is p{n-1} followed by p+, and p* an optional p+.
            Fragment before = times(body, Math.max(0, times - 1));
            Fragment plus = fragment(body);
            connect(plus.last(), plus.first());
            Fragment whole = then(before, plus);
            return times == 0 ? optional(whole) : whole;
        }
        // The optional copies nest, p(p(p)?)?, so that each is entered only from the one before it.
        Fragment tail = fragment(Node.empty());
        for (int i = times; i < most; i++) {
            Fragment copy = fragment(body);
            Fragment filled = skippable ? new Fragment(copy.first(), copy.last(), NEVER) : copy;
            tail = optional(then(filled, tail));
        }
        return then(times(body, times), tail);
    }

    private Fragment times(Node body, int count) {
        Fragment whole = fragment(Node.empty());
        for (int i = 0; i < count; i++) {
            whole = then(whole, fragment(body));
        }
        return whole;
    }

    private static Fragment optional(Fragment fragment) {
        return new Fragment(fragment.first(), fragment.last(), ALWAYS);
    }

    /**
     * A prefix may end at each token from which the rest of the body is there too: that is a guard which a backward pass of
     * the body's own automaton gives.
     */
    private Fragment prefix(Node body) {
        PositionAutomaton alone = build(body, guards);
        int base = sets.size();
        Fragment inline = fragment(body);
        List<Entry> last = new ArrayList<>();
        for (int position = 0; position < alone.positions(); position++) {
            last.add(new Entry(
                    base + position, alone.endsAlways(position) ? 0 : bit(guards.completion(alone, position))));
        }
        return new Fragment(inline.first(), last, NEVER);
    }

    private void connect(List<Entry> from, List<Entry> to) {
        for (Entry start : from) {
            Set<Entry> targets = follow.get(start.position());
            int before = targets.size();
            for (Entry end : to) {
                targets.add(new Entry(end.position(), start.guards() | end.guards()));
            }
            edges += targets.size() - before;
            if (edges > MAX_EDGES) {
                throw new TooLarge(
                        "Written out, this pattern has too many ways through it; use smaller repeat counts.");
            }
        }
    }

    private static List<Entry> guarded(List<Entry> entries, long[] conditions) {
        if (conditions.length == 1 && conditions[0] == 0) {
            return entries;
        }
        List<Entry> all = new ArrayList<>();
        for (long condition : conditions) {
            for (Entry entry : entries) {
                all.add(new Entry(entry.position(), entry.guards() | condition));
            }
        }
        return all;
    }

    private static List<Entry> union(List<Entry> a, List<Entry> b) {
        if (a.isEmpty()) {
            return b;
        }
        if (b.isEmpty()) {
            return a;
        }
        List<Entry> all = new ArrayList<>(a);
        all.addAll(b);
        return all;
    }

    /** Leaves out conditions that another one implies. */
    private static long[] minimal(LongStream masks) {
        long[] all = masks.distinct().sorted().toArray();
        return Arrays.stream(all)
                .filter(mask -> Arrays.stream(all).noneMatch(other -> other != mask && (other & mask) == other))
                .toArray();
    }
}
