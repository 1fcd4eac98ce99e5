package org.latentworkbench.engine.search.syntax;

import java.util.Optional;

/** The mistakes people make, each with what it should have been. */
final class Mistakes {
    private Mistakes() {}

    /** A quantifier after plain text, which began at {@code literalStart}. */
    static TokenRegexException quantifierOnLiteral(Cursor cursor, int literalStart, boolean afterBlock) {
        String script = cursor.script();
        int sign = cursor.at();
        int wordEnd = blanksBefore(script, sign, literalStart);
        if (wordEnd == literalStart) {
            return afterBlock ? quantifierAfterBlank(cursor, wordEnd) : quantifierFirst(cursor);
        }
        int wordStart = wordEnd;
        while (wordStart > literalStart && script.charAt(wordStart - 1) != ' ') {
            wordStart--;
        }
        if (script.startsWith("within", wordStart) && wordEnd - wordStart == 6 && cursor.peek() == '{') {
            return cursor.error(
                    sign,
                    Span.between(wordStart, sign + 1),
                    "“within{…}” stands at the start of the script or of a group: (within{5} …)",
                    "the start of a group",
                    Optional.empty());
        }
        int from = wordStart > literalStart ? wordStart - 1 : wordStart;
        String quantifier = quantifier(cursor);
        String written = "(" + script.substring(from, wordEnd) + ")" + quantifier;
        int end = sign + quantifier.length();
        return cursor.error(
                sign,
                Span.between(wordStart, end),
                "“" + quantifier + "” repeats a block, not a word: write " + written,
                "a block (group, brackets or .) before the quantifier",
                cursor.instead(Span.between(from, end), written));
    }

    private static TokenRegexException quantifierAfterBlank(Cursor cursor, int blockEnd) {
        return cursor.error(
                cursor.at(),
                Span.between(blockEnd, cursor.at() + 1),
                "“" + quantifier(cursor) + "” must stand directly after its block; take the blank away.",
                "a block before the quantifier",
                cursor.instead(Span.between(blockEnd, cursor.at()), ""));
    }

    /** A quantifier with nothing before it. */
    static TokenRegexException quantifierFirst(Cursor cursor) {
        String quantifier = quantifier(cursor);
        Span span = new Span(cursor.at(), quantifier.length());
        return cursor.error(
                cursor.at(),
                span,
                "“" + quantifier + "” repeats the block before it, and there is none: write ." + quantifier
                        + " for any tokens, or \\" + quantifier.charAt(0) + " for the character.",
                "a block before the quantifier",
                cursor.instead(span, "." + quantifier));
    }

    /** A character that must be escaped in plain text. */
    static TokenRegexException unescaped(Cursor cursor) {
        char c = cursor.peek();
        Span span = new Span(cursor.at(), 1);
        return cursor.error(
                cursor.at(),
                span,
                "“" + c + "” has a meaning of its own here; write \\" + c + " for the character.",
                "text or a block",
                cursor.instead(span, "\\" + c));
    }

    /** A bracket that closes nothing. */
    static TokenRegexException closesNothing(Cursor cursor) {
        char c = cursor.peek();
        Span span = new Span(cursor.at(), 1);
        return cursor.error(
                cursor.at(),
                span,
                "“" + c + "” closes nothing; write \\" + c + " for the character.",
                "text, a block or the end of the line",
                cursor.instead(span, "\\" + c));
    }

    /** A bracket that is never closed. */
    static TokenRegexException notClosed(Cursor cursor, int open, String what, String closer) {
        int end = blanksBefore(cursor.script(), cursor.at(), open + 1);
        return cursor.error(
                open,
                Span.between(open, end),
                "This " + what + " is never closed; “" + closer + "” is missing.",
                "“" + closer + "”",
                cursor.instead(new Span(end, 0), closer));
    }

    static TokenRegexException emptyAlternative(Cursor cursor, int bar, boolean grouped) {
        Span span = new Span(bar, 1);
        Optional<Fix> fix = cursor.instead(span, "");
        if (grouped && cursor.peek() == ')') {
            Span rest = Span.between(bar, cursor.at() + 1);
            fix = cursor.instead(rest, ")?");
        }
        return cursor.error(
                cursor.at(),
                span,
                "An alternative may not be empty; put “?” after the group to make it optional.",
                "text or a block",
                fix);
    }

    static TokenRegexException empty(Cursor cursor, Span span, String what) {
        return cursor.error(span.offset(), span, what, "text or a block", cursor.instead(span, ""));
    }

    static TokenRegexException unknownGroup(Cursor cursor, int open) {
        Span span = new Span(open, 2);
        return cursor.error(
                open,
                span,
                "After “(?” only = ! <= <! exist (look-arounds); a plain group is (…).",
                "(?=  (?!  (?<=  or  (?<!",
                cursor.instead(new Span(open, cursor.peek(2) == ':' ? 3 : 2), "("));
    }

    static TokenRegexException unknownEscape(Cursor cursor) {
        char c = cursor.peek(1);
        Span span = Span.between(cursor.at(), Math.min(cursor.limit(), cursor.at() + 2));
        if (c == Cursor.END) {
            return cursor.error(
                    cursor.at(),
                    span,
                    "A line may not end in “\\”; write \\\\ for the character.",
                    "the character to escape",
                    cursor.instead(span, "\\\\"));
        }
        boolean group = "dDwWsSbB".indexOf(c) >= 0;
        String written = group ? "[re `\\" + c + "`]" : String.valueOf(c);
        return cursor.error(
                cursor.at(),
                span,
                "“\\" + c + "” is no escape"
                        + (group ? "; character classes work on one token: " + written : "; write " + written),
                "one of * + | . ( ) [ ] { } ? = < > # \\, a digit or n",
                cursor.instead(span, written));
    }

    /** Brackets used as in character expressions: {@code [a-z]+}. */
    static TokenRegexException characterClass(Cursor cursor, int open) {
        int close = cursor.script().indexOf(']', open);
        if (close < 0 || close >= cursor.limit()) {
            return cursor.error(
                    cursor.at(),
                    new Span(cursor.at(), 1),
                    "A name is expected in brackets.",
                    "a name or a latent's number");
        }
        int end = close + 1;
        if (end < cursor.limit() && "*+?".indexOf(cursor.script().charAt(end)) >= 0) {
            end++;
        }
        Span span = Span.between(open, end);
        String written = "[re `" + cursor.text(span) + "`]";
        return cursor.error(
                cursor.at(),
                span,
                "Brackets hold a name, not a set of characters; one token is tested with " + written,
                "a name or a latent's number",
                written.chars().filter(c -> c == '`').count() == 2 ? cursor.instead(span, written) : Optional.empty());
    }

    /** The quantifier at the cursor as written; a brace runs to its partner, if that is near. */
    private static String quantifier(Cursor cursor) {
        if (cursor.peek() != '{') {
            return String.valueOf(cursor.peek());
        }
        int length = 1;
        while (Cursor.isDigit(cursor.peek(length)) || cursor.peek(length) == ',' || cursor.peek(length) == ' ') {
            length++;
        }
        return cursor.peek(length) == '}' ? cursor.text(new Span(cursor.at(), length + 1)) : "{";
    }

    private static int blanksBefore(String script, int place, int least) {
        int start = place;
        while (start > least && script.charAt(start - 1) == ' ') {
            start--;
        }
        return start;
    }
}
