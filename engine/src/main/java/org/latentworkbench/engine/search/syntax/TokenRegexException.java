package org.latentworkbench.engine.search.syntax;

import java.util.Optional;

/**
 * A token-regex script is wrong. The message is one sentence for a person; the place is exact, so that an editor can
 * underline it.
 */
public final class TokenRegexException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** When the error shows. */
    public enum Stage {
        /** The text does not follow the grammar. */
        PARSE,
        /** The text is well formed, but a name or an argument does not resolve. */
        COMPILE
    }

    private final Stage stage;
    private final String script;
    private final int place;
    private final transient Span span;
    private final String expected;
    private final transient Optional<Fix> fix;

    TokenRegexException(
            Stage stage, String script, int place, Span span, String message, String expected, Optional<Fix> fix) {
        super(message);
        this.stage = stage;
        this.script = script;
        this.place = Math.clamp(place, 0, script.length());
        int offset = Math.clamp(span.offset(), 0, script.length());
        this.span = new Span(offset, Math.clamp(span.length(), 0, script.length() - offset));
        this.expected = expected;
        this.fix = fix;
    }

    /**
     * An error found while names and arguments are resolved.
     *
     * @param script the whole script
     * @param span what to underline
     * @param message one sentence for a person
     * @param expected what would be right there, empty when the message says it
     * @param fix a mended form, if one is likely
     */
    public static TokenRegexException compile(
            String script, Span span, String message, String expected, Optional<Fix> fix) {
        return new TokenRegexException(Stage.COMPILE, script, span.offset(), span, message, expected, fix);
    }

    /** When the error shows: reading, or resolving of names. */
    public Stage stage() {
        return stage;
    }

    /** The whole script. */
    public String script() {
        return script;
    }

    /** What would be right at the place, in a few words; empty when the message says all. */
    public String expected() {
        return expected;
    }

    /** First UTF-16 unit of what to underline, from 0 to the length of the script. */
    public int offset() {
        return span.offset();
    }

    /** Number of UTF-16 units to underline; 0 at the end of the script. */
    public int length() {
        return span.length();
    }

    /** Line of the offending character, from 1. */
    public int line() {
        return (int) script.substring(0, place).chars().filter(c -> c == '\n').count() + 1;
    }

    /** Column of the offending character in its line, from 1. */
    public int column() {
        return place - lineStart() + 1;
    }

    /** The script with the smallest change that would make this place right, if one is likely. */
    public Optional<Fix> fix() {
        return fix;
    }

    /** Message, line, the line of the script, and below it a caret at the place with the underlined stretch. */
    public String rendering() {
        int start = lineStart();
        int newline = script.indexOf('\n', place);
        String text = script.substring(start, newline < 0 ? script.length() : newline);
        StringBuilder marks = new StringBuilder();
        for (int at = start; at <= Math.max(place, Math.min(span.end(), start + text.length()) - 1); at++) {
            boolean inside = at >= span.offset() && at < span.end();
            // A tab stays a tab, so that the caret stands under its character at any tab width.
            char blank = at < script.length() && script.charAt(at) == '\t' ? '\t' : ' ';
            marks.append(at == place ? '^' : inside ? '~' : blank);
        }
        return "line " + line() + ", column " + column() + ": " + getMessage() + "\n" + text + "\n" + marks;
    }

    private int lineStart() {
        return place == 0 ? 0 : script.lastIndexOf('\n', place - 1) + 1;
    }
}
