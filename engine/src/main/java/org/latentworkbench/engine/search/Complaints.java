package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latentworkbench.engine.search.syntax.Fix;
import org.latentworkbench.engine.search.syntax.Macro;
import org.latentworkbench.engine.search.syntax.Pattern;
import org.latentworkbench.engine.search.syntax.Script;
import org.latentworkbench.engine.search.syntax.Span;
import org.latentworkbench.engine.search.syntax.TokenRegexException;

/** Errors of names and arguments, with the nearest thing that would be right. */
final class Complaints {
    private final Script script;

    Complaints(Script script) {
        this.script = script;
    }

    TokenRegexException at(Span span, String message, String expected) {
        return TokenRegexException.compile(script.text(), span, message, expected, Optional.empty());
    }

    TokenRegexException at(Span span, String message, String expected, Span replaced, String written) {
        return TokenRegexException.compile(
                script.text(), span, message, expected, Optional.of(instead(replaced, written)));
    }

    void noArguments(Pattern.Call call) {
        if (!call.arguments().isEmpty()) {
            Span extra = call.arguments().getFirst().span();
            throw at(
                    extra,
                    "[" + call.name() + "] is a name of this script and takes no arguments.",
                    "“]”",
                    call.span(),
                    "[" + call.name() + "]");
        }
    }

    /** Neither a variable, a definition nor a macro. */
    TokenRegexException unknown(Pattern.Call call, Collection<String> names) {
        String name = call.name();
        if (boundLater(name, call.span().offset())) {
            return at(
                    call.nameSpan(),
                    "[" + name
                            + "] is used before it is bound or defined; names are known from left to right and line by line.",
                    "a name known here");
        }
        List<String> known = new ArrayList<>(names);
        Arrays.stream(Macro.values()).map(Macro::text).forEach(known::add);
        Optional<String> near = nearest(name, known);
        Optional<String> key = near.isPresent() ? Optional.empty() : nearest(name, List.of("concept", "label"));
        if (key.isPresent()) {
            return at(
                    call.nameSpan(),
                    "No variable, definition or macro is called “" + name + "”; a " + key.get() + " is written ["
                            + key.get() + ":…].",
                    "a name");
        }
        String message = "No variable, definition or macro is called “" + name + "”"
                + near.map(found -> "; did you mean “" + found + "”?").orElse(".");
        return near.map(found -> at(call.nameSpan(), message, "a name", call.nameSpan(), found))
                .orElseGet(() -> at(call.nameSpan(), message, "a name"));
    }

    /** A name of something else than a macro that is not known. */
    TokenRegexException notFound(Span span, String kind, String name, Collection<String> known) {
        Optional<String> near = nearest(name, known);
        String hint = near.map(found -> "; did you mean “" + found + "”?")
                .orElse(
                        known.isEmpty()
                                ? "; none is known here."
                                : "; known are "
                                        + String.join(
                                                ", ",
                                                known.stream().sorted().limit(8).toList())
                                        + (known.size() > 8 ? ", …" : "."));
        String written = script.text().substring(span.offset(), span.end());
        String message = "No " + kind + " is called “" + name + "”" + hint;
        return near.filter(_ -> written.contains(name))
                .map(found -> at(span, message, "a " + kind, span, written.replace(name, found)))
                .orElseGet(() -> at(span, message, "a " + kind));
    }

    private boolean boundLater(String name, int offset) {
        java.util.regex.Pattern binding = java.util.regex.Pattern.compile(
                "(\\[|^)[ \\t]*" + name + "[ \\t]*=", java.util.regex.Pattern.MULTILINE);
        return binding.matcher(script.text())
                .region(offset, script.text().length())
                .find();
    }

    private Fix instead(Span span, String written) {
        String text = script.text();
        return new Fix(written, text.substring(0, span.offset()) + written + text.substring(span.end()));
    }

    private static Optional<String> nearest(String name, Collection<String> known) {
        String best = null;
        int least = Math.max(1, name.length() / 3) + 1;
        for (String candidate : known) {
            int distance = distance(name.toLowerCase(Locale.ROOT), candidate.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Number of letters inserted, left out, changed or swapped with their neighbour (optimal string alignment). */
    private static int distance(String a, String b) {
        int[][] table = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    table[i][j] = i + j;
                    continue;
                }
                boolean same = a.charAt(i - 1) == b.charAt(j - 1);
                int least = Math.min(table[i - 1][j], table[i][j - 1]) + 1;
                least = Math.min(least, table[i - 1][j - 1] + (same ? 0 : 1));
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    least = Math.min(least, table[i - 2][j - 2] + 1);
                }
                table[i][j] = least;
            }
        }
        return table[a.length()][b.length()];
    }
}
