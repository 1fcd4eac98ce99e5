package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import org.latentworkbench.engine.search.syntax.Span;

/** Turns text into sequences of token sets. */
final class Literals {
    private final RegexEnvironment environment;
    private final TokenSets sets;
    private final boolean ignoreCase;
    private final Complaints complaints;

    Literals(RegexEnvironment environment, TokenSets sets, boolean ignoreCase, Complaints complaints) {
        this.environment = environment;
        this.sets = sets;
        this.ignoreCase = ignoreCase;
        this.complaints = complaints;
    }

    boolean ignoreCase() {
        return ignoreCase;
    }

    TokenSets sets() {
        return sets;
    }

    /** A literal, tokenised by itself. */
    Node text(String text, Span span) {
        List<List<Integer>> spellings = spellings(text);
        if (spellings.isEmpty()) {
            throw complaints.at(
                    span, "The tokenizer makes no token of this text, so nothing could match it.", "other text");
        }
        return trie(spellings);
    }

    /** Any entry of a word list, each tokenised by itself. */
    Node words(List<String> words) {
        Set<List<Integer>> all = new LinkedHashSet<>();
        for (String word : words) {
            all.addAll(spellings(word));
        }
        return trie(new ArrayList<>(all));
    }

    /** The token sets of a text; with case ignored, also of its usual spellings, as they may be cut differently. */
    private List<List<Integer>> spellings(String text) {
        Set<String> forms = new LinkedHashSet<>(List.of(text));
        if (ignoreCase) {
            forms.add(text.toLowerCase(Locale.ROOT));
            forms.add(text.toUpperCase(Locale.ROOT));
            forms.add(capitalised(text));
        }
        Set<List<Integer>> found = new LinkedHashSet<>();
        for (String form : forms) {
            int[] ids = environment.tokenize(form);
            if (ids.length > 0) {
                found.add(Arrays.stream(ids).mapToObj(this::one).toList());
            }
        }
        return new ArrayList<>(found);
    }

    private Integer one(int id) {
        return sets.add(environment.texts().same(id, ignoreCase));
    }

    private static String capitalised(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        int at = 0;
        while (at < lower.length() && lower.charAt(at) == ' ') {
            at++;
        }
        return at == lower.length()
                ? lower
                : lower.substring(0, at) + Character.toUpperCase(lower.charAt(at)) + lower.substring(at + 1);
    }

    /** Sequences as one pattern that shares their beginnings; those that end in one token after it become one set. */
    private Node trie(List<List<Integer>> sequences) {
        TreeMap<Integer, List<List<Integer>>> branches = new TreeMap<>();
        for (List<Integer> sequence : sequences) {
            branches.computeIfAbsent(sequence.getFirst(), _ -> new ArrayList<>())
                    .add(sequence.subList(1, sequence.size()));
        }
        Set<Integer> leaves = new LinkedHashSet<>();
        List<Node> options = new ArrayList<>();
        branches.forEach((set, rests) -> {
            List<List<Integer>> longer =
                    rests.stream().filter(rest -> !rest.isEmpty()).toList();
            if (longer.size() < rests.size()) {
                leaves.add(set);
            }
            if (!longer.isEmpty()) {
                options.add(new Node.Sequence(flat(new Node.One(set), trie(longer))));
            }
        });
        if (!leaves.isEmpty()) {
            options.addFirst(new Node.One(union(leaves)));
        }
        return Node.choice(options);
    }

    private static List<Node> flat(Node first, Node rest) {
        List<Node> parts = new ArrayList<>(List.of(first));
        if (rest instanceof Node.Sequence sequence) {
            parts.addAll(sequence.parts());
        } else {
            parts.add(rest);
        }
        return parts;
    }

    private int union(Set<Integer> leaves) {
        if (leaves.size() == 1) {
            return leaves.iterator().next();
        }
        return sets.add(leaves.stream()
                .flatMapToInt(set -> Arrays.stream(sets.members(set)))
                .sorted()
                .distinct()
                .toArray());
    }
}
