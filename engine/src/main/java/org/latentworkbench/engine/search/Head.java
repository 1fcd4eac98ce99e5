package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The start of a pattern as one of several sequences of fixed length: which set each token is in, and which of the tokens
 * each variable holds.
 *
 * @param sets a token set for each token
 * @param bound by variable, the last binding of each
 */
record Head(List<Integer> sets, Map<Integer, Bound> bound) {
    private static final int MOST_HEADS = 16;
    private static final int MOST_TOKENS = 8;

    /** Some tokens of the head, from {@code offset} on. */
    record Bound(int offset, int length) {}

    Head {
        sets = List.copyOf(sets);
        bound = Map.copyOf(bound);
    }

    private static final Head EMPTY = new Head(List.of(), Map.of());

    /** All ways to read some nodes one after the other, or nothing if one of them has no fixed length. */
    static Optional<List<Head>> of(List<Node> nodes) {
        List<Head> whole = List.of(EMPTY);
        for (Node node : nodes) {
            Optional<List<Head>> next = of(node);
            if (next.isEmpty() || next.get().size() * whole.size() > MOST_HEADS) {
                return Optional.empty();
            }
            List<Head> longer = new ArrayList<>();
            for (Head head : whole) {
                next.get().forEach(part -> longer.add(head.then(part)));
            }
            whole = longer;
        }
        return whole.stream().allMatch(head -> head.sets.size() <= MOST_TOKENS) ? Optional.of(whole) : Optional.empty();
    }

    private static Optional<List<Head>> of(Node node) {
        return switch (node) {
            case Node.One one -> Optional.of(List.of(new Head(List.of(one.set()), Map.of())));
            case Node.Sequence sequence -> of(sequence.parts());
            case Node.Choice choice -> {
                List<Head> all = new ArrayList<>();
                for (Node option : choice.options()) {
                    Optional<List<Head>> heads = of(option);
                    if (heads.isEmpty()) {
                        yield Optional.empty();
                    }
                    all.addAll(heads.get());
                }
                yield Optional.of(all);
            }
            case Node.Repeated(Node body, int least, int most) ->
                least == most && most <= MOST_TOKENS
                        ? of(IntStream.range(0, most).mapToObj(_ -> body).toList())
                        : Optional.empty();
            case Node.Bind(int variable, Node body) ->
                of(body).filter(heads -> heads.stream().noneMatch(head -> head.sets.isEmpty()))
                        .map(heads -> heads.stream()
                                .map(head -> head.binding(variable))
                                .toList());
            case Node.Look _, Node.Edge _, Node.Holds _, Node.Back _, Node.Variant _, Node.Prefix _, Node.Within _ ->
                Optional.empty();
        };
    }

    private Head then(Head next) {
        List<Integer> both = new ArrayList<>(sets);
        both.addAll(next.sets);
        Map<Integer, Bound> all = new HashMap<>(bound);
        next.bound.forEach(
                (variable, part) -> all.put(variable, new Bound(part.offset() + sets.size(), part.length())));
        return new Head(both, all);
    }

    private Head binding(int variable) {
        Map<Integer, Bound> all = new HashMap<>(bound);
        all.put(variable, new Bound(0, sets.size()));
        return new Head(sets, all);
    }

    int length() {
        return sets.size();
    }
}
