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

    /** Tests of activations that only tokens pass on which one of the latents fires, and each of which some token passes. */
    static List<PositionTest.Activation> firing(Node node) {
        return switch (node) {
            case Node.Holds holds -> firing(holds.test());
            case Node.Sequence sequence ->
                sequence.parts().stream().flatMap(part -> firing(part).stream()).toList();
            case Node.Repeated repeated -> repeated.least() == 0 ? List.of() : firing(repeated.body());
            case Node.Look look -> look.negative() ? List.of() : firing(look.body());
            case Node.Bind bind -> firing(bind.body());
            case Node.Prefix prefix -> firing(prefix.body());
            case Node.Within within -> firing(within.body());
            case Node.Choice choice ->
                choice.options().size() == 1 ? firing(choice.options().getFirst()) : List.of();
            case Node.One _, Node.Edge _, Node.Back _, Node.Variant _ -> List.of();
        };
    }

    private static List<PositionTest.Activation> firing(PositionTest test) {
        return switch (test) {
            // Silence does not pass.
            case PositionTest.Activation activation ->
                activation.comparison().holds(0, activation.bound()) ? List.of() : List.of(activation);
            case PositionTest.AllOf all ->
                all.parts().stream().flatMap(part -> firing(part).stream()).toList();
            case PositionTest.AnyOf _, PositionTest.Not _, PositionTest.Text _, PositionTest.Concept _ -> List.of();
            case PositionTest.Given _ -> List.of();
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
