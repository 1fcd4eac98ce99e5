package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One way of reading a pattern whose variables are all bound in a start of fixed length, such as {@code [a=.][b=.].*[a][b]}:
 * once the head is read, the rest is a pattern without memory over the document's tokens and their equality with those of the
 * head. Heads that bind equal tokens share one pass over the document.
 *
 * @param head the start
 * @param required offsets in the head of tokens that must stand one after the other somewhere after it
 * @param automaton the rest, entered where {@link Tail#ENTER} holds
 * @param guards of the rest
 * @param elements the tokens of the head and of forms that the rest asks for
 * @param lengths what is asked of the lengths of forms
 */
record AssignedPlan(
        Head head,
        int[] required,
        PositionAutomaton automaton,
        Guards guards,
        List<Tail.Element> elements,
        List<Tail.FormLength> lengths)
        implements Way {
    private static final int MOST_ELEMENTS = 24;

    /** The ways to read a pattern, or nothing when it is not of this kind. */
    static Optional<List<Way>> of(Node node) {
        if (!(node instanceof Node.Sequence(List<Node> parts))) {
            return Optional.empty();
        }
        int split = 0;
        for (int i = 0; i < parts.size(); i++) {
            if (contains(parts.get(i), Node.Bind.class)) {
                split = i + 1;
            }
        }
        List<Node> rest = parts.subList(split, parts.size());
        Optional<List<Head>> heads = Head.of(parts.subList(0, split));
        if (split == 0
                || heads.isEmpty()
                || heads.get().stream().anyMatch(head -> head.sets().isEmpty())
                || rest.stream().anyMatch(part -> contains(part, Node.Within.class))) {
            return Optional.empty();
        }
        List<Way> plans = new ArrayList<>();
        for (Head head : heads.get()) {
            Optional<Way> echo = Way.echo(head, rest);
            if (echo.isPresent()) {
                plans.add(echo.get());
                continue;
            }
            Tail tail = new Tail(head, rest);
            if (tail.elements().size() > MOST_ELEMENTS) {
                return Optional.empty();
            }
            if (tail.possible()) {
                try {
                    Guards guards = new Guards();
                    PositionAutomaton automaton = Glushkov.build(tail.node(), guards);
                    plans.add(new AssignedPlan(
                            head, tail.required(), automaton, guards, tail.elements(), tail.lengths()));
                } catch (Glushkov.TooLarge _) {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(List.copyOf(plans));
    }

    private static boolean contains(Node node, Class<? extends Node> kind) {
        return kind.isInstance(node) || node.children().stream().anyMatch(child -> contains(child, kind));
    }
}
