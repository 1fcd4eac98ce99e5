package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads scripts: lines, comments, definitions. Never fails on other than {@link TokenRegexException}. */
public final class ScriptParser {
    private final String script;
    private final Cursor cursor;
    private final PatternParser patterns;
    private OptionalInt within = OptionalInt.empty();

    private ScriptParser(String script) {
        this.script = script;
        this.cursor = new Cursor(script);
        this.patterns = new PatternParser(cursor);
    }

    /**
     * Reads a script.
     *
     * @throws TokenRegexException if it does not follow the grammar; the place lies inside the text
     */
    public static Script parse(String script) {
        return new ScriptParser(script).script();
    }

    /** How each stretch of a script is shown; what stands after an error in its line has no style. Never fails. */
    static List<StyledSpan> styles(String script) {
        ScriptParser parser = new ScriptParser(script);
        parser.lines(true);
        return parser.cursor.styles();
    }

    private Script script() {
        List<Script.Line> lines = lines(false);
        boolean phrase = false;
        for (Script.Line line : lines) {
            phrase |= line instanceof Script.Phrase;
        }
        if (!phrase) {
            throw onlyDefinitions(lines);
        }
        return new Script(script, lines, within);
    }

    private TokenRegexException onlyDefinitions(List<Script.Line> lines) {
        Span end = new Span(script.length(), 0);
        if (!lines.isEmpty() && lines.getLast() instanceof Script.Definition definition) {
            String call = "[" + definition.name() + "]";
            return cursor.error(
                    script.length(),
                    definition.nameSpan(),
                    "A script needs a line to look for besides its definitions, for example " + call,
                    "a pattern on a line of its own",
                    Optional.of(new Fix(call, script + (script.endsWith("\n") ? "" : "\n") + call)));
        }
        return cursor.error(script.length(), end, "Type what to look for, for example a word.", "a pattern");
    }

    private List<Script.Line> lines(boolean tolerant) {
        List<Script.Line> lines = new ArrayList<>();
        int start = 0;
        boolean first = true;
        while (start <= script.length()) {
            int newline = script.indexOf('\n', start);
            int next = newline < 0 ? script.length() : newline;
            int end = next > start && script.charAt(next - 1) == '\r' ? next - 1 : next;
            cursor.enter(start, end);
            if (!isBlank()) {
                try {
                    Script.Line line = line(first);
                    first &= !(line instanceof Script.Phrase);
                    lines.add(line);
                } catch (TokenRegexException e) {
                    if (!tolerant) {
                        throw e;
                    }
                }
            }
            comment(end);
            start = next + 1;
        }
        return lines;
    }

    private TokenRegexException lateWithin(Pattern.Within limited) {
        return cursor.error(
                limited.span().offset(),
                new Span(limited.span().offset(), 6),
                "“within” stands before the first line to look for, or in a group of its own.",
                "");
    }

    private boolean isBlank() {
        int start = cursor.at();
        while (!cursor.atEnd() && Character.isWhitespace(cursor.peek())) {
            cursor.skip(1);
        }
        boolean blank = cursor.atEnd() || cursor.peek() == '#';
        if (!blank) {
            cursor.moveTo(start);
        }
        return blank;
    }

    private void comment(int end) {
        if (cursor.peek() == '#') {
            cursor.take(end - cursor.at(), TextStyle.COMMENT);
        }
    }

    private Script.Line line(boolean first) {
        int start = cursor.at();
        cursor.skipBlanks();
        int length = cursor.nameLength();
        Span name = new Span(cursor.at(), length);
        cursor.skip(length);
        cursor.skipBlanks();
        if (length == 0 || cursor.peek() != '=') {
            cursor.moveTo(start);
            return phrase(start, first);
        }
        cursor.style(name, TextStyle.NAME);
        cursor.take(1, TextStyle.OPERATOR);
        Pattern pattern = patterns.pattern(Cursor.END, start);
        cursor.known().add(cursor.text(name));
        return new Script.Definition(cursor.text(name), name, pattern);
    }

    /** A limit of length at the start of the line belongs to the whole script; in a group it is a part of the pattern. */
    private Script.Phrase phrase(int start, boolean first) {
        Pattern pattern = patterns.pattern(Cursor.END, start);
        if (pattern instanceof Pattern.Within limited && limited.span().offset() == start) {
            if (!first) {
                throw lateWithin(limited);
            }
            within = OptionalInt.of(limited.tokens());
            return new Script.Phrase(limited.body());
        }
        return new Script.Phrase(pattern);
    }
}
