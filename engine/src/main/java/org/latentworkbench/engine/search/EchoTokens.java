package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads nodes that are nothing but references to a head's variables, the last of them perhaps in a look-ahead. */
final class EchoTokens {
    private final Head head;
    private final List<Integer> offsets = new ArrayList<>();
    private int matched;

    EchoTokens(Head head) {
        this.head = head;
    }

    /** This, or nothing if there is anything else among the nodes or nothing is matched. */
    Optional<EchoTokens> read(List<Node> nodes) {
        int last = nodes.size() - 1;
        for (int i = 0; i <= last; i++) {
            boolean ahead =
                    i == last && i > 0 && nodes.get(i) instanceof Node.Look look && !look.behind() && !look.negative();
            Node node = ahead ? ((Node.Look) nodes.get(i)).body() : nodes.get(i);
            if (!references(node)) {
                return Optional.empty();
            }
            matched = ahead ? matched : offsets.size();
        }
        return matched > 0 ? Optional.of(this) : Optional.empty();
    }

    private boolean references(Node node) {
        if (node instanceof Node.Sequence(List<Node> parts)) {
            return parts.stream().allMatch(this::references);
        }
        if (!(node instanceof Node.Back(int variable))) {
            return false;
        }
        Head.Bound bound = head.bound().get(variable);
        if (bound == null) {
            return false;
        }
        for (int i = 0; i < bound.length(); i++) {
            offsets.add(bound.offset() + i);
        }
        return true;
    }

    Way after(int least, int most) {
        return new Way.Echo(
                head, least, most, offsets.stream().mapToInt(Integer::intValue).toArray(), matched);
    }
}
