package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What follows a {@link Head}, as a pattern without memory: a reference to a variable is a sequence of tokens that equal
 * elements of the variables' current assignment, and a variant one of its forms, of which the finder says how long it is.
 */
final class Tail {
    /** What the finder says of each place besides the forms: whether a head ends there. */
    static final int ENTER = 0;

    /** Most tokens of a form that can be followed; longer ones are rare. */
    static final int MOST_FORM_TOKENS = 4;

    /** As many forms as {@link Variants} gives at most. */
    static final int FORMS = 2;

    /** Where a token of the assignment comes from. */
    sealed interface Element {
        /** The token at an offset of the head. */
        record OfHead(int offset) implements Element {}

        /** A token of a form of a variable. */
        record OfForm(int variable, int form, int index) implements Element {}
    }

    /** That a form of a variable has so many tokens, or at least so many. */
    record FormLength(int variable, int form, int tokens, boolean atLeast) {}

    private final Head head;
    private final List<Element> elements = new ArrayList<>();
    private final List<FormLength> lengths = new ArrayList<>();
    private final List<Node> parts;

    /**
     * @param parts nodes without bindings and limits of length
     */
    Tail(Head head, List<Node> parts) {
        this.head = head;
        this.parts = parts.stream().map(this::rewrite).toList();
    }

    /** The tail, entered where a head ends. */
    Node node() {
        List<Node> all = new ArrayList<>();
        all.add(new Node.Holds(new PositionTest.Given(ENTER)));
        all.addAll(parts);
        return new Node.Sequence(all);
    }

    List<Element> elements() {
        return elements;
    }

    /** {@code lengths().get(i)} is answered as {@link PositionTest.Given} number i + 1. */
    List<FormLength> lengths() {
        return lengths;
    }

    /** Whether it can match at all: not where it refers to what this head does not bind. */
    boolean possible() {
        return parts.stream().noneMatch(Tail::impossible);
    }

    private static boolean impossible(Node node) {
        return switch (node) {
            case Node.Choice choice -> choice.options().stream().allMatch(Tail::impossible);
            case Node.Sequence sequence -> sequence.parts().stream().anyMatch(Tail::impossible);
            case Node.Repeated repeated -> repeated.least() > 0 && impossible(repeated.body());
            case Node.Look look -> !look.negative() && impossible(look.body());
            default -> false;
        };
    }

    /**
     * Offsets in the head of tokens that must stand one after the other somewhere after it: the longest such sequence that
     * the tail shows at once.
     */
    int[] required() {
        List<Integer> best = List.of();
        List<Integer> run = new ArrayList<>();
        for (Node part : parts) {
            boolean ahead = part instanceof Node.Look look && !look.behind() && !look.negative();
            List<Integer> offsets = offsets(ahead ? ((Node.Look) part).body() : part);
            run.addAll(offsets);
            best = run.size() > best.size() ? List.copyOf(run) : best;
            if (ahead || offsets.isEmpty()) {
                run.clear();
            }
        }
        return best.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The tokens of the head that a node repeats, empty if it is anything else. */
    private List<Integer> offsets(Node node) {
        List<Integer> offsets = new ArrayList<>();
        for (Node part : node instanceof Node.Sequence(List<Node> nodes) ? nodes : List.of(node)) {
            if (!(part instanceof Node.One one)
                    || one.set() >= 0
                    || !(elements.get(-1 - one.set()) instanceof Element.OfHead(int offset))) {
                return List.of();
            }
            offsets.add(offset);
        }
        return offsets;
    }

    private Node rewrite(Node node) {
        return switch (node) {
            case Node.One _, Node.Edge _, Node.Holds _ -> node;
            case Node.Sequence sequence ->
                Node.sequence(sequence.parts().stream().map(this::rewrite).toList());
            case Node.Choice choice ->
                Node.choice(choice.options().stream().map(this::rewrite).toList());
            case Node.Repeated(Node body, int least, int most) -> new Node.Repeated(rewrite(body), least, most);
            case Node.Look look -> new Node.Look(rewrite(look.body()), look.behind(), look.negative());
            case Node.Prefix prefix -> new Node.Prefix(rewrite(prefix.body()));
            case Node.Back back -> back(back.variable());
            case Node.Variant variant -> variant(variant.variable(), variant.prefixes());
            case Node.Bind _, Node.Within _ -> throw new IllegalArgumentException("not for a tail: " + node);
        };
    }

    private Node back(int variable) {
        Head.Bound bound = head.bound().get(variable);
        return bound == null
                ? Node.never()
                : Node.sequence(IntStream.range(bound.offset(), bound.offset() + bound.length())
                        .<Node>mapToObj(offset -> same(new Element.OfHead(offset)))
                        .toList());
    }

    private Node variant(int variable, boolean prefixes) {
        if (!head.bound().containsKey(variable)) {
            return Node.never();
        }
        List<Node> options = new ArrayList<>();
        for (int form = 0; form < FORMS; form++) {
            for (int tokens = 1; tokens <= MOST_FORM_TOKENS; tokens++) {
                List<Node> sequence = new ArrayList<>();
                sequence.add(new Node.Holds(
                        new PositionTest.Given(1 + number(lengths, new FormLength(variable, form, tokens, prefixes)))));
                for (int index = 0; index < tokens; index++) {
                    sequence.add(same(new Element.OfForm(variable, form, index)));
                }
                options.add(new Node.Sequence(sequence));
            }
        }
        return new Node.Choice(options);
    }

    private Node same(Element element) {
        return new Node.One(Alphabet.same(number(elements, element)));
    }

    private static <T> int number(List<T> all, T wanted) {
        int known = all.indexOf(wanted);
        if (known >= 0) {
            return known;
        }
        all.add(wanted);
        return all.size() - 1;
    }
}
