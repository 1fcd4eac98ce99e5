package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The ways in which a bound text may be written again: stripped, and with one blank before it. For one thread. */
final class Variants {
    private static final int REMEMBERED = 20_000;

    private final RegexEnvironment environment;
    private final int[] twins;
    private final Map<String, List<int[]>> known = new HashMap<>();

    Variants(RegexEnvironment environment, int[] twins) {
        this.environment = environment;
        this.twins = twins;
    }

    /** The variants of some tokens, each as the smallest tokens of equal text; none for white space. */
    List<int[]> of(int[] tokens) {
        StringBuilder text = new StringBuilder();
        for (int token : tokens) {
            text.append(
                    token < environment.vocabulary().size()
                            ? environment.vocabulary().text(token)
                            : "");
        }
        String stripped = TokenTexts.strip(text.toString());
        if (stripped.isEmpty()) {
            return List.of();
        }
        if (known.size() > REMEMBERED) {
            known.clear();
        }
        return known.computeIfAbsent(stripped, this::compute);
    }

    private List<int[]> compute(String stripped) {
        List<int[]> variants = new ArrayList<>();
        for (String text : List.of(stripped, " " + stripped)) {
            int[] tokens = environment.tokenize(text);
            if (tokens.length > 0) {
                variants.add(Arrays.stream(tokens).map(this::twin).toArray());
            }
        }
        return variants;
    }

    private int twin(int token) {
        return token >= 0 && token < twins.length ? twins[token] : token;
    }
}
