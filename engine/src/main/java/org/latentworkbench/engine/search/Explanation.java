package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.latentworkbench.engine.text.Vocabulary;

/** Says what a match is. */
final class Explanation {
    private static final int NAMED = 3;

    private final Vocabulary vocabulary;
    private final TokenSets sets;
    private final List<String> variables;

    Explanation(Vocabulary vocabulary, TokenSets sets, List<String> variables) {
        this.vocabulary = vocabulary;
        this.sets = sets;
        this.variables = variables;
    }

    String explain(Node node) {
        Set<Node> last = new LinkedHashSet<>();
        ends(node, last);
        if (last.isEmpty()) {
            return "Nothing can match: a match has at least one token.";
        }
        Extent extent = Extent.of(node);
        long least = Math.max(1, extent.least());
        String length;
        if (extent.most() == Extent.UNBOUNDED) {
            length = least + (least == 1 ? " token" : " tokens") + " long or more";
        } else if (extent.most() == least) {
            length = least + (least == 1 ? " token" : " tokens") + " long";
        } else {
            length = least + " to " + extent.most() + " tokens long";
        }
        return "A match ends on " + describe(last) + "; " + length + ".";
    }

    /** Collects what the last token may be; gives whether the node may also match nothing. */
    private static boolean ends(Node node, Set<Node> last) {
        return switch (node) {
            case Node.One one -> {
                last.add(one);
                yield false;
            }
            case Node.Back back -> {
                last.add(back);
                yield false;
            }
            case Node.Variant variant -> {
                last.add(variant);
                yield false;
            }
            case Node.Sequence sequence -> {
                boolean empty = true;
                for (Node part : sequence.parts().reversed()) {
                    empty = ends(part, last);
                    if (!empty) {
                        break;
                    }
                }
                yield empty;
            }
            case Node.Choice choice -> {
                boolean empty = false;
                for (Node option : choice.options()) {
                    empty |= ends(option, last);
                }
                yield empty;
            }
            case Node.Repeated repeated -> {
                boolean empty = ends(repeated.body(), last);
                yield empty || repeated.least() == 0;
            }
            case Node.Look _, Node.Edge _, Node.Holds _ -> true;
            case Node.Bind bind -> ends(bind.body(), last);
            case Node.Within within -> ends(within.body(), last);
            case Node.Prefix prefix -> {
                tokens(prefix.body(), last);
                yield false;
            }
        };
    }

    private static void tokens(Node node, Set<Node> all) {
        if (node instanceof Node.One || node instanceof Node.Back || node instanceof Node.Variant) {
            all.add(node);
        } else if (!(node instanceof Node.Look)) {
            node.children().forEach(child -> tokens(child, all));
        }
    }

    private String describe(Set<Node> last) {
        Set<Integer> tokens = new LinkedHashSet<>();
        List<String> other = new ArrayList<>();
        for (Node node : last) {
            switch (node) {
                case Node.One one -> {
                    if (one.set() == TokenSets.ANY) {
                        return "any token";
                    }
                    for (int token : sets.members(one.set())) {
                        tokens.add(token);
                    }
                }
                case Node.Back back -> other.add("what [" + variables.get(back.variable()) + "] holds");
                case Node.Variant variant ->
                    other.add("a form of what [" + variables.get(variant.variable()) + "] holds");
                default -> throw new IllegalStateException("no token: " + node);
            }
        }
        Set<String> texts = new LinkedHashSet<>();
        for (int token : tokens) {
            texts.add("“" + visible(vocabulary.text(token)) + "”");
            if (texts.size() > NAMED) {
                break;
            }
        }
        if (texts.size() <= NAMED) {
            texts.addAll(other);
            return tokens.isEmpty() && other.isEmpty()
                    ? "no token of this vocabulary"
                    : enumerate(new ArrayList<>(texts));
        }
        String some = "one of " + String.format(java.util.Locale.ROOT, "%,d", tokens.size()) + " tokens, such as "
                + String.join(", ", texts.stream().limit(2).toList());
        other.addFirst(some);
        return enumerate(other);
    }

    private static String visible(String text) {
        return text.replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r");
    }

    private static String enumerate(List<String> parts) {
        if (parts.size() == 1) {
            return parts.getFirst();
        }
        return String.join(", ", parts.subList(0, parts.size() - 1)) + " or " + parts.getLast();
    }
}
