package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Finds out which tokens a document must have if a pattern is to match in it, so that others need not be read. */
final class Requirements {
    private final TokenSets sets;

    Requirements(TokenSets sets) {
        this.sets = sets;
    }

    List<int[]> of(Node node) {
        return switch (node) {
            case Node.One one -> one.set() == TokenSets.ANY ? List.of() : List.of(sets.members(one.set()));
            case Node.Sequence sequence ->
                sequence.parts().stream().flatMap(part -> of(part).stream()).toList();
            case Node.Choice choice -> choice(choice);
            case Node.Repeated repeated -> repeated.least() == 0 ? List.of() : of(repeated.body());
            case Node.Look look -> look.negative() ? List.of() : of(look.body());
            case Node.Edge _, Node.Holds _, Node.Back _, Node.Variant _ -> List.of();
            case Node.Bind bind -> of(bind.body());
            case Node.Prefix prefix -> of(prefix.body());
            case Node.Within within -> of(within.body());
        };
    }

    /** Of each option the most telling set; a match has a token of one of them. */
    private List<int[]> choice(Node.Choice choice) {
        List<int[]> best = new ArrayList<>();
        for (Node option : choice.options()) {
            Optional<int[]> smallest = smallest(of(option));
            if (smallest.isEmpty()) {
                return List.of();
            }
            best.add(smallest.get());
        }
        return List.of(
                best.stream().flatMapToInt(Arrays::stream).sorted().distinct().toArray());
    }

    private static Optional<int[]> smallest(List<int[]> all) {
        return IntStream.range(0, all.size())
                .boxed()
                .min(java.util.Comparator.comparingInt(i -> all.get(i).length))
                .map(all::get);
    }
}
