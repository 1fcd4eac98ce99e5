package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A place in one line of a script; notes what it passed for the highlighting. */
final class Cursor {
    /** Deeper nesting than any person writes; keeps the recursive parser within its stack. */
    static final int MAX_DEPTH = 150;

    /** What {@link #peek} gives at the end of the line: a character no line holds. */
    static final char END = '\n';

    private final String script;
    private final List<StyledSpan> styles = new ArrayList<>();
    private final Set<String> known = new HashSet<>();
    private int at;
    private int limit;
    private int depth;

    Cursor(String script) {
        this.script = script;
    }

    /** Restricts it to one line. */
    void enter(int start, int end) {
        at = start;
        limit = end;
        depth = 0;
    }

    String script() {
        return script;
    }

    int at() {
        return at;
    }

    int limit() {
        return limit;
    }

    void moveTo(int place) {
        at = place;
    }

    char peek() {
        return peek(0);
    }

    char peek(int ahead) {
        return at + ahead < limit ? script.charAt(at + ahead) : END;
    }

    boolean atEnd() {
        return at >= limit;
    }

    boolean looksAt(String text) {
        return at + text.length() <= limit && script.startsWith(text, at);
    }

    void skip(int count) {
        at = Math.min(limit, at + count);
    }

    void skipBlanks() {
        while (peek() == ' ' || peek() == '\t') {
            at++;
        }
    }

    /** Passes some characters that are shown in one style. */
    Span take(int count, TextStyle style) {
        Span span = Span.between(at, Math.min(limit, at + count));
        at = span.end();
        styles.add(new StyledSpan(span, style));
        return span;
    }

    void style(Span span, TextStyle style) {
        if (span.length() > 0) {
            styles.add(new StyledSpan(span, style));
        }
    }

    /** Number of letters and underscores from here. */
    int nameLength() {
        int length = 0;
        while (isNamePart(peek(length))) {
            length++;
        }
        return length;
    }

    /** Number of digits from here. */
    int digits() {
        int length = 0;
        while (isDigit(peek(length))) {
            length++;
        }
        return length;
    }

    String text(Span span) {
        return script.substring(span.offset(), span.end());
    }

    Span from(int start) {
        return Span.between(start, at);
    }

    /** Names bound or defined so far: they are shown as names even where a macro has the same one. */
    Set<String> known() {
        return known;
    }

    List<StyledSpan> styles() {
        return styles;
    }

    void deeper() {
        if (++depth > MAX_DEPTH) {
            throw error(at, new Span(at, 1), "This is nested more than " + MAX_DEPTH + " deep; use definitions.", "");
        }
    }

    void shallower() {
        depth--;
    }

    TokenRegexException error(int place, Span span, String message, String expected) {
        return error(place, span, message, expected, Optional.empty());
    }

    TokenRegexException error(int place, Span span, String message, String expected, Optional<Fix> fix) {
        return new TokenRegexException(TokenRegexException.Stage.PARSE, script, place, span, message, expected, fix);
    }

    /** A fix that writes something else in place of a stretch. */
    Optional<Fix> instead(Span span, String written) {
        return Optional.of(
                new Fix(written, script.substring(0, span.offset()) + written + script.substring(span.end())));
    }

    static boolean isNamePart(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
    }

    static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
