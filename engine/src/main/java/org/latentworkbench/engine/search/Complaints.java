package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
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
            int distance =
                    distance(name.toLowerCase(java.util.Locale.ROOT), candidate.toLowerCase(java.util.Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = candidate;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Levenshtein's distance. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        Arrays.setAll(row, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substituted, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
