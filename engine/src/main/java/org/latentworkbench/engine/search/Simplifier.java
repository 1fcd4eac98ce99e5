package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;

/** Takes away what makes no difference: bindings nobody refers to, sequences in sequences, repetitions of nothing. */
final class Simplifier {
    private final Node root;

    Simplifier(Node root) {
        this.root = root;
    }

    Node simplify() {
        return simplify(root);
    }

    private Node simplify(Node node) {
        return switch (node) {
            case Node.One _, Node.Edge _, Node.Holds _, Node.Back _, Node.Variant _ -> node;
            case Node.Sequence sequence -> sequence(sequence);
            case Node.Choice choice ->
                Node.choice(
                        choice.options().stream().map(this::simplify).distinct().toList());
            case Node.Repeated(Node body, int least, int most) -> repeated(simplify(body), least, most);
            case Node.Look look -> new Node.Look(simplify(look.body()), look.behind(), look.negative());
            case Node.Bind bind ->
                root.refersTo(bind.variable())
                        ? new Node.Bind(bind.variable(), simplify(bind.body()))
                        : simplify(bind.body());
            case Node.Prefix prefix -> new Node.Prefix(simplify(prefix.body()));
            case Node.Within within -> new Node.Within(within.tokens(), simplify(within.body()));
        };
    }

    private Node sequence(Node.Sequence sequence) {
        List<Node> parts = new ArrayList<>();
        for (Node part : sequence.parts()) {
            Node simple = simplify(part);
            if (simple instanceof Node.Sequence(List<Node> inner)) {
                parts.addAll(inner);
            } else {
                parts.add(simple);
            }
        }
        return Node.sequence(parts);
    }

    private static Node repeated(Node body, int least, int most) {
        if (most == 0 || body.equals(Node.empty())) {
            return Node.empty();
        }
        return least == 1 && most == 1 ? body : new Node.Repeated(body, least, most);
    }
}
