package org.latentworkbench.engine.search;

import java.util.List;

/** A pattern with all names resolved and all text turned into sets of tokens. Equal patterns are equal. */
sealed interface Node {
    /** One token of a set of {@link TokenSets}. */
    record One(int set) implements Node {}

    /** Parts one after the other; none is the empty pattern. */
    record Sequence(List<Node> parts) implements Node {
        public Sequence {
            parts = List.copyOf(parts);
        }
    }

    /** Any of several. */
    record Choice(List<Node> options) implements Node {
        public Choice {
            options = List.copyOf(options);
        }
    }

    /** Several times; {@code most} is {@link Integer#MAX_VALUE} without a limit. */
    record Repeated(Node body, int least, int most) implements Node {}

    /** A look-around. */
    record Look(Node body, boolean behind, boolean negative) implements Node {}

    /** The start or the end of the document, of no width. */
    record Edge(boolean start) implements Node {}

    /** The next token passes a test that needs more than its text; of no width. */
    record Holds(PositionTest test) implements Node {}

    /** Binds what the body matches to a variable. */
    record Bind(int variable, Node body) implements Node {}

    /** The tokens bound to a variable again; nothing when it is not bound. */
    record Back(int variable) implements Node {}

    /** The text bound to a variable, stripped and tokenised anew without and with a blank; or prefixes of these. */
    record Variant(int variable, boolean prefixes) implements Node {}

    /** Every non-empty prefix of a match of the body that is wholly there. */
    record Prefix(Node body) implements Node {}

    /** A match of the body of at most some tokens. */
    record Within(int tokens, Node body) implements Node {}

    /** Matches nothing at all, everywhere. */
    static Node empty() {
        return new Sequence(List.of());
    }

    /** Never matches. */
    static Node never() {
        return new Choice(List.of());
    }

    static Node sequence(List<Node> parts) {
        return parts.size() == 1 ? parts.getFirst() : new Sequence(parts);
    }

    static Node choice(List<Node> options) {
        return options.size() == 1 ? options.getFirst() : new Choice(options);
    }

    /** The nodes directly below. */
    default List<Node> children() {
        return switch (this) {
            case One _, Edge _, Holds _, Back _, Variant _ -> List.of();
            case Sequence sequence -> sequence.parts();
            case Choice choice -> choice.options();
            case Repeated repeated -> List.of(repeated.body());
            case Look look -> List.of(look.body());
            case Bind bind -> List.of(bind.body());
            case Prefix prefix -> List.of(prefix.body());
            case Within within -> List.of(within.body());
        };
    }

    /** Whether it matches nothing at all, wherever it stands. */
    default boolean mayBeEmpty() {
        return switch (this) {
            case One _, Look _, Edge _, Holds _, Back _, Variant _, Prefix _ -> false;
            case Sequence sequence -> sequence.parts().stream().allMatch(Node::mayBeEmpty);
            case Choice choice -> choice.options().stream().anyMatch(Node::mayBeEmpty);
            case Repeated repeated -> repeated.least() == 0 || repeated.body().mayBeEmpty();
            case Bind bind -> bind.body().mayBeEmpty();
            case Within within -> within.body().mayBeEmpty();
        };
    }

    /** Whether an automaton without memory can find it. */
    default boolean regular() {
        return switch (this) {
            case Bind _, Back _, Variant _, Within _ -> false;
            default -> children().stream().allMatch(Node::regular);
        };
    }

    /** Whether some node refers to what a variable holds. */
    default boolean refersTo(int variable) {
        return switch (this) {
            case Back back -> back.variable() == variable;
            case Variant variant -> variant.variable() == variable;
            default -> children().stream().anyMatch(child -> child.refersTo(variable));
        };
    }
}
