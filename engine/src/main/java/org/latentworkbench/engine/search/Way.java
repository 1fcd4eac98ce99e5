package org.latentworkbench.engine.search;

import java.util.List;
import java.util.Optional;

/** How the matches that begin with one {@link Head} are found. */
sealed interface Way permits AssignedPlan, Way.Echo, Way.VariantEcho {
    /** Which tokens the matches begin with. */
    Head head();

    /**
     * Any tokens, as many as said, then tokens of the head once more: a match ends wherever those stand at that distance
     * behind a head, which one pass over the document finds.
     *
     * @param least fewest tokens between the head and its echo
     * @param most most of them, {@link Integer#MAX_VALUE} for no limit
     * @param offsets in the head of the tokens that stand there once more, one after the other
     * @param matched how many of them belong to the match; the others are looked at only
     */
    record Echo(Head head, int least, int most, int[] offsets, int matched) implements Way {}

    /**
     * Any tokens, then a variant of a variable: a match ends wherever a form of the text of the first head that binds it
     * stands behind that head.
     *
     * @param least fewest tokens between the head and the variant
     * @param bound the variable's tokens in the head
     * @param prefixes whether the first tokens of a form do
     */
    record VariantEcho(Head head, int least, Head.Bound bound, boolean prefixes) implements Way {}

    /** The echo that the parts behind a head are, if they are one. */
    static Optional<Way> echo(Head head, List<Node> parts) {
        if (parts.isEmpty()
                || !(parts.getFirst() instanceof Node.Repeated(Node body, int least, int most))
                || !body.equals(new Node.One(TokenSets.ANY))) {
            return Optional.empty();
        }
        List<Node> rest = parts.subList(1, parts.size());
        if (rest.size() == 1
                && most == Integer.MAX_VALUE
                && rest.getFirst() instanceof Node.Variant(int variable, boolean prefixes)) {
            return Optional.ofNullable(head.bound().get(variable))
                    .map(bound -> new VariantEcho(head, least, bound, prefixes));
        }
        return new EchoTokens(head).read(rest).map(found -> found.after(least, most));
    }
}
