package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Lays scripts out in one way: every construct in its shortest form, comments kept, at most one blank line in a row. The
 * meaning stays the same, and what is laid out already does not change. Lines are not joined or broken, as the language
 * reads them one by one.
 */
public final class Formatter {
    private Formatter() {}

    /**
     * Lays a script out.
     *
     * @throws TokenRegexException if it does not follow the grammar
     */
    public static String format(String script) {
        Script parsed = ScriptParser.parse(script);
        Iterator<Script.Line> lines = parsed.lines().iterator();
        List<Span> comments = comments(script);
        List<String> formatted = new ArrayList<>();
        boolean first = true;
        int start = 0;
        for (String raw : script.split("\n", -1)) {
            int end = start + raw.length();
            Optional<String> comment = comment(script, comments, start, end);
            int code = end - comment.map(String::length).orElse(0);
            String body = "";
            if (!script.substring(start, code).isBlank()) {
                Script.Line line = lines.next();
                body = line(line, first ? parsed.within().orElse(0) : 0);
                first &= !(line instanceof Script.Phrase);
            }
            formatted.add(joined(body, comment.map(String::strip).orElse("")));
            start = end + 1;
        }
        return withoutNeedlessBlankLines(formatted);
    }

    private static List<Span> comments(String script) {
        return ScriptParser.styles(script).stream()
                .filter(styled -> styled.style() == TextStyle.COMMENT)
                .map(StyledSpan::span)
                .toList();
    }

    private static Optional<String> comment(String script, List<Span> comments, int start, int end) {
        return comments.stream()
                .filter(span -> span.offset() >= start && span.offset() < end)
                .map(span -> script.substring(span.offset(), end))
                .findFirst();
    }

    private static String line(Script.Line line, int within) {
        return switch (line) {
            case Script.Definition definition -> {
                String pattern = PatternText.whole(definition.pattern());
                // A blank before text would belong to the text.
                yield definition.name() + " ="
                        + (PatternText.beginsWithText(definition.pattern()) ? "" : " ")
                        + pattern;
            }
            case Script.Phrase phrase
            when within > 0 -> "within{" + within + "}" + PatternText.alternatives(phrase.pattern());
            case Script.Phrase phrase -> PatternText.alternatives(phrase.pattern());
        };
    }

    private static String joined(String body, String comment) {
        if (body.isEmpty() || comment.isEmpty()) {
            // The parser takes one carriage return at the end of a line for a part of the line break.
            return body + comment + (body.endsWith("\r") ? "\r" : "");
        }
        return body + " " + comment;
    }

    private static String withoutNeedlessBlankLines(List<String> lines) {
        List<String> kept = new ArrayList<>();
        for (String line : lines) {
            if (!line.isEmpty() || (!kept.isEmpty() && !kept.getLast().isEmpty())) {
                kept.add(line);
            }
        }
        while (kept.getLast().isEmpty()) {
            kept.removeLast();
        }
        return String.join("\n", kept);
    }
}
