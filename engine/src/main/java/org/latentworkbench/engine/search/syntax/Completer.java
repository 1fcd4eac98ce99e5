package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Proposes what may be typed at the caret, inside brackets: names of the script, macros, word lists, concepts and labels.
 *
 * @param wordLists names of the word lists that {@code [literals `…`]} may name
 * @param concepts names of the concepts that {@code [concept:…]} may name
 * @param labels labels that {@code [label:"…"]} may ask for
 */
public record Completer(Collection<String> wordLists, Collection<String> concepts, Collection<String> labels) {
    private static final Pattern NAME = Pattern.compile("\\[[ \\t]*([A-Za-z_]*)$");
    private static final Pattern OPERAND = Pattern.compile("\\[[^\\[\\]`\"]*[&|!][ \\t]*([A-Za-z_]*)$");
    private static final Pattern CONCEPT = Pattern.compile("\\[[^\\[\\]]*concept:([^\\]&|\"]*)$");
    private static final Pattern LABEL = Pattern.compile("\\[[^\\[\\]]*label:\"?([^\\]&|\"]*)$");
    private static final Pattern WORD_LIST = Pattern.compile("\\[[ \\t]*literals[ \\t]+`([^`\\]]*)$");
    private static final Pattern BOUND = Pattern.compile("\\[[ \\t]*([A-Za-z_]+)[ \\t]*=");
    private static final Pattern DEFINED = Pattern.compile("(?m)^[ \\t]*([A-Za-z_]+)[ \\t]*=");

    /** The proposals at a place of a script, names of the script first; empty outside brackets. */
    public List<Completion> complete(String script, int caret) {
        int lineStart = caret == 0 ? 0 : script.lastIndexOf('\n', caret - 1) + 1;
        String before = script.substring(lineStart, caret);
        List<Completion> found = new ArrayList<>();
        typed(WORD_LIST, before)
                .ifPresent(typed -> offer(wordLists, typed, caret, Completion.Kind.WORD_LIST, "`", found));
        typed(CONCEPT, before).ifPresent(typed -> offer(concepts, typed, caret, Completion.Kind.CONCEPT, "", found));
        typed(LABEL, before).ifPresent(typed -> {
            String closer = before.endsWith("\"" + typed) ? "\"" : "";
            offer(labels, typed, caret, Completion.Kind.LABEL, closer, found);
        });
        typed(NAME, before)
                .or(() -> typed(OPERAND, before))
                .ifPresent(typed -> names(script, lineStart, caret, typed, found));
        return List.copyOf(found);
    }

    private static Optional<String> typed(Pattern pattern, String before) {
        Matcher matcher = pattern.matcher(before);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }

    private void names(String script, int lineStart, int caret, String typed, List<Completion> found) {
        offer(matches(BOUND, script.substring(0, caret)), typed, caret, Completion.Kind.VARIABLE, "", found);
        offer(matches(DEFINED, script.substring(0, lineStart)), typed, caret, Completion.Kind.DEFINITION, "", found);
        Span replaced = new Span(caret - typed.length(), typed.length());
        for (Macro macro : Macro.values()) {
            if (startsWith(macro.text(), typed)) {
                found.add(new Completion(replaced, macro.usage(), Completion.Kind.MACRO, macro.meaning()));
            }
        }
        if (!concepts.isEmpty() && startsWith("concept:", typed)) {
            found.add(new Completion(replaced, "concept:", Completion.Kind.MACRO, "a token that carries a concept"));
        }
        if (!labels.isEmpty() && startsWith("label:", typed)) {
            found.add(new Completion(
                    replaced, "label:\"", Completion.Kind.MACRO, "any latent whose label has these words fires"));
        }
    }

    private static void offer(
            Collection<String> names,
            String typed,
            int caret,
            Completion.Kind kind,
            String closer,
            List<Completion> found) {
        Span replaced = new Span(caret - typed.length(), typed.length());
        for (String name : names) {
            if (startsWith(name, typed)) {
                found.add(new Completion(replaced, name + closer, kind, ""));
            }
        }
    }

    private static Set<String> matches(Pattern pattern, String text) {
        Set<String> names = new LinkedHashSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }

    private static boolean startsWith(String name, String typed) {
        return name.toLowerCase(Locale.ROOT).startsWith(typed.toLowerCase(Locale.ROOT));
    }
}
