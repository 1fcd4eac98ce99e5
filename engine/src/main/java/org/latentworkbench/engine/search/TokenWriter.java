package org.latentworkbench.engine.search;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.latentworkbench.engine.text.Vocabulary;

/** Writes tokens as scripts name them. Safe for use by several threads. */
public final class TokenWriter {
    private static final String SPECIAL = "*+|.()[]{}?=<>\\#";

    private final RegexEnvironment environment;
    private final Map<Integer, Optional<String>> known = new ConcurrentHashMap<>();

    /** For the tokens of an environment. */
    public TokenWriter(RegexEnvironment environment) {
        this.environment = environment;
    }

    /** A token as text if that is cut into this very token, else as an expression on one token; empty if neither can be. */
    public Optional<String> token(int token) {
        return known.computeIfAbsent(token, this::write);
    }

    private Optional<String> write(int token) {
        Vocabulary vocabulary = environment.vocabulary();
        String text = vocabulary.text(token);
        if (!vocabulary.isText(token) || vocabulary.isSpecial(token) || text.isEmpty()) {
            return Optional.empty();
        }
        boolean blanksMatter = text.endsWith(" ") || text.startsWith("  ") || text.isBlank();
        int[] ids = environment.tokenize(text);
        if (!blanksMatter && ids.length == 1 && ids[0] == token) {
            return Optional.of(literal(text));
        }
        return text.indexOf('`') >= 0 ? Optional.empty() : Optional.of("[re `" + expression(text) + "`]");
    }

    /** One of several things, in parentheses unless it is one block. */
    public static String any(List<String> options) {
        if (options.size() == 1 && options.getFirst().startsWith("[")) {
            return options.getFirst();
        }
        return options.stream().collect(Collectors.joining("|", "(", ")"));
    }

    private static String literal(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                out.append("\\n");
            } else {
                out.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return out.toString();
    }

    /** A regular expression for exactly these tokens. */
    public String expression(int[] tokens) {
        return Arrays.stream(tokens)
                .mapToObj(token -> expression(environment.vocabulary().text(token)))
                .collect(Collectors.joining("|"));
    }

    /** Whether a token can be told by its text. */
    public boolean writable(int token) {
        return known.computeIfAbsent(token, this::write).isPresent();
    }

    /** A regular expression for exactly this text. */
    private static String expression(String text) {
        var out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    boolean plain = Character.isLetterOrDigit(c) || c == ' ' || c > 127;
                    out.append(plain ? "" : "\\").append(c);
                }
            }
        }
        return out.toString();
    }
}
