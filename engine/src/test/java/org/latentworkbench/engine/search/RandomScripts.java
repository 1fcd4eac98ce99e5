package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Random scripts over a few letters, all of them right. */
final class RandomScripts {
    private final Random random;
    private final List<String> bound = new ArrayList<>();
    private boolean memory;

    RandomScripts(Random random) {
        this.random = random;
    }

    String script() {
        bound.clear();
        memory = random.nextBoolean();
        String definition = random.nextInt(6) == 0 ? "x = " + pattern(1, false) + "\n" : "";
        String within = random.nextInt(8) == 0 ? "within{" + (1 + random.nextInt(4)) + "}" : "";
        String use = definition.isEmpty() || random.nextBoolean() ? "" : "[x]";
        String first = pattern(3, memory);
        return definition + within + use + first + (random.nextInt(6) == 0 ? "\n" + pattern(1, memory) : "");
    }

    private String pattern(int depth, boolean binds) {
        StringBuilder text = new StringBuilder(phrase(depth, binds));
        while (random.nextInt(4) == 0) {
            text.append('|').append(phrase(depth, binds));
        }
        return text.toString();
    }

    private String phrase(int depth, boolean binds) {
        StringBuilder text = new StringBuilder();
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            text.append(part(depth, binds));
        }
        return text.toString();
    }

    private String part(int depth, boolean binds) {
        if (depth == 0 || random.nextInt(3) == 0) {
            return leaf(binds);
        }
        return switch (random.nextInt(binds ? 15 : 12)) {
            case 0, 1, 2 -> "(" + pattern(depth - 1, binds) + ")" + quantifier();
            case 3, 4 -> leaf(binds);
            case 5 -> "(?=" + pattern(depth - 1, binds) + ")" + (random.nextInt(4) == 0 ? quantifier() : "");
            case 6 -> "(?!" + pattern(depth - 1, binds) + ")";
            case 7 -> "(?<=" + pattern(depth - 1, binds) + ")";
            case 8 -> "(?<!" + pattern(depth - 1, binds) + ")";
            case 9 -> "[prefix (" + pattern(depth - 1, binds) + ")]";
            case 10 -> "." + quantifier();
            case 11 -> "(within{" + (1 + random.nextInt(3)) + "}" + pattern(depth - 1, binds) + ")";
            default -> binding(depth);
        };
    }

    private String binding(int depth) {
        String body = random.nextBoolean() ? "." : pattern(depth - 1, true);
        String name = random.nextBoolean() ? "v" : "w";
        bound.add(name);
        return "[" + name + "=" + body + "]";
    }

    private String leaf(boolean binds) {
        if (binds && !bound.isEmpty() && random.nextInt(3) == 0) {
            String name = bound.get(random.nextInt(bound.size()));
            return switch (random.nextInt(6)) {
                case 0 -> "[var_variant [" + name + "]]";
                case 1 -> "[var_variant_prefix [" + name + "]]";
                default -> "[" + name + "]";
            };
        }
        return switch (random.nextInt(15)) {
            case 12 -> "[" + test(2) + "]";
            case 13 -> random.nextBoolean() ? "[literals `few`]" : "[literals `more`]" + quantifier();
            case 14 -> random.nextBoolean() ? "[BEGIN]" : "[flex `[ab]`]";
            case 0, 1 -> ".";
            case 2 -> "[re `[ab]`]";
            case 3 -> "[re ` .`]" + (random.nextInt(3) == 0 ? quantifier() : "");
            case 4 -> random.nextInt(3) == 0 ? "[doc_start]" : "[pos]";
            case 5 -> random.nextInt(3) == 0 ? "[doc_end]" : "ab";
            case 6 -> " b";
            default -> String.valueOf((char) ('a' + random.nextInt(3)));
        };
    }

    /** A condition that a call alone would not be. */
    private String test(int depth) {
        return switch (random.nextInt(depth == 0 ? 5 : 8)) {
            case 0 -> String.valueOf(random.nextInt(3));
            case 1 ->
                random.nextInt(3) + List.of(">", ">=", "<", "<=").get(random.nextInt(4)) + random.nextInt(4) / 2.0;
            case 2 -> "label:\"even\"";
            case 3 -> "concept:most";
            case 4 -> "!re_tok_set `[ab]`";
            case 5 -> "!(" + test(depth - 1) + ")";
            case 6 -> test(depth - 1) + " & " + (random.nextBoolean() ? "flex `[bc]`" : "!" + test(0));
            default -> "(" + test(depth - 1) + " | " + test(depth - 1) + ")";
        };
    }

    private String quantifier() {
        return switch (random.nextInt(8)) {
            case 0 -> "*";
            case 1 -> "+";
            case 2 -> "?";
            case 3 -> "{2}";
            case 4 -> "{1,}";
            case 5 -> "{,2}";
            case 6 -> "{1,3}";
            default -> "";
        };
    }
}
