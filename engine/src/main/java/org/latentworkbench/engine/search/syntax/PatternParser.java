package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads patterns by recursive descent: alternatives, phrases, groups, look-arounds, quantifiers and plain text. */
final class PatternParser {
    private static final int MAX_TIMES = 1_000_000;

    private final Cursor cursor;
    private final BracketParser brackets;

    PatternParser(Cursor cursor) {
        this.cursor = cursor;
        this.brackets = new BracketParser(cursor, this);
    }

    /**
     * Reads up to the closer, which is not taken.
     *
     * @param closer {@code )}, {@code ]} or {@link Cursor#END}
     * @param open where that was opened
     */
    Pattern pattern(char closer, int open) {
        cursor.deeper();
        int start = cursor.at();
        int width = within();
        Pattern body = alternatives(closer, open);
        cursor.shallower();
        return width < 0 ? body : new Pattern.Within(width, body, cursor.from(start));
    }

    private Pattern alternatives(char closer, int open) {
        int start = cursor.at();
        List<Pattern> options = new ArrayList<>();
        int bar = -1;
        while (true) {
            int phraseStart = cursor.at();
            List<Pattern> parts = phrase(closer, open);
            if (!parts.isEmpty()) {
                options.add(
                        parts.size() == 1
                                ? parts.getFirst()
                                : new Pattern.Phrase(
                                        parts,
                                        parts.getFirst()
                                                .span()
                                                .to(parts.getLast().span())));
            } else if (phraseStart == cursor.at() && (bar >= 0 || cursor.peek() == '|')) {
                // An alternative of blanks is passed over, as in the reference; an empty one is an error there too.
                throw Mistakes.emptyAlternative(cursor, bar >= 0 ? bar : cursor.at(), closer == ')');
            }
            if (cursor.peek() != '|') {
                break;
            }
            bar = cursor.at();
            cursor.take(1, TextStyle.OPERATOR);
        }
        if (options.isEmpty()) {
            throw nothing(closer, open);
        }
        return options.size() == 1 ? options.getFirst() : new Pattern.Alternation(options, cursor.from(start));
    }

    private TokenRegexException nothing(char closer, int open) {
        Span span = Span.between(open, cursor.at() + (closer == Cursor.END ? 0 : 1));
        return switch (closer) {
            case ')' ->
                Mistakes.empty(
                        cursor,
                        span,
                        cursor.script().charAt(open) == '(' && cursor.script().startsWith("(?", open)
                                ? "A look-around needs a pattern."
                                : "A group may not be empty.");
            case ']' -> Mistakes.empty(cursor, span, "A binding needs a pattern after “=”.");
            default ->
                cursor.error(cursor.at(), new Span(cursor.at(), 0), "A pattern is missing here.", "text or a block");
        };
    }

    private List<Pattern> phrase(char closer, int open) {
        List<Pattern> parts = new ArrayList<>();
        while (true) {
            char c = cursor.peek();
            if (c == Cursor.END || startsComment()) {
                if (closer != Cursor.END) {
                    throw Mistakes.notClosed(cursor, open, closer == ')' ? "group" : "binding", String.valueOf(closer));
                }
                return parts;
            }
            if (c == closer || c == '|') {
                return parts;
            }
            switch (c) {
                case '(', '[', '.' -> parts.add(block());
                case '*', '+', '?', '{' -> throw Mistakes.quantifierFirst(cursor);
                case ')', ']' -> throw Mistakes.closesNothing(cursor);
                case '}', '=', '<', '>' -> throw Mistakes.unescaped(cursor);
                default -> literal(parts);
            }
        }
    }

    /** A group, brackets, any token or a look-around, with the quantifiers that follow. */
    Pattern block() {
        int start = cursor.at();
        Pattern block =
                switch (cursor.peek()) {
                    case '(' -> group();
                    case '[' -> brackets.bracket();
                    default -> new Pattern.AnyToken(cursor.take(1, TextStyle.OPERATOR));
                };
        int quantifiers = 0;
        while ("*+?{".indexOf(cursor.peek()) >= 0) {
            block = repeat(block, start);
            cursor.deeper();
            quantifiers++;
        }
        for (int i = 0; i < quantifiers; i++) {
            cursor.shallower();
        }
        return block;
    }

    private Pattern group() {
        int open = cursor.at();
        if (cursor.peek(1) != '?') {
            cursor.take(1, TextStyle.OPERATOR);
            Pattern body = pattern(')', open);
            cursor.take(1, TextStyle.OPERATOR);
            return body;
        }
        boolean behind = cursor.peek(2) == '<';
        char sign = cursor.peek(behind ? 3 : 2);
        if (sign != '=' && sign != '!') {
            throw Mistakes.unknownGroup(cursor, open);
        }
        cursor.take(behind ? 4 : 3, TextStyle.OPERATOR);
        Pattern body = pattern(')', open);
        cursor.take(1, TextStyle.OPERATOR);
        return new Pattern.LookAround(body, behind, sign == '!', cursor.from(open));
    }

    private Pattern repeat(Pattern body, int start) {
        int sign = cursor.at();
        int least;
        int most;
        switch (cursor.peek()) {
            case '*' -> {
                least = 0;
                most = Pattern.Repeat.UNBOUNDED;
            }
            case '+' -> {
                least = 1;
                most = Pattern.Repeat.UNBOUNDED;
            }
            case '?' -> {
                least = 0;
                most = 1;
            }
            default -> {
                return braces(body, start);
            }
        }
        cursor.take(1, TextStyle.OPERATOR);
        return new Pattern.Repeat(body, least, most, Span.between(start, sign + 1));
    }

    /** {@code {n} {n,} {,m} {n,m}}, blanks allowed inside. */
    private Pattern braces(Pattern body, int start) {
        int open = cursor.at();
        cursor.take(1, TextStyle.OPERATOR);
        int least = bound();
        int most = least;
        if (cursor.peek() == ',') {
            cursor.take(1, TextStyle.OPERATOR);
            most = bound();
            if (least < 0 && most < 0) {
                throw boundsError(open, "At least one bound is needed between the braces.", "*");
            }
            least = Math.max(0, least);
            most = most < 0 ? Pattern.Repeat.UNBOUNDED : most;
        } else if (least < 0) {
            throw boundsError(open, "Braces hold how often a block repeats, for example {2} or {1,3}.", "");
        }
        if (cursor.peek() != '}') {
            throw boundsError(open, "Braces hold how often a block repeats, for example {2} or {1,3}.", "");
        }
        if (least > most) {
            throw boundsError(
                    open,
                    "The lower bound " + least + " is above the upper bound " + most + ".",
                    "{" + most + "," + least + "}");
        }
        cursor.take(1, TextStyle.OPERATOR);
        return new Pattern.Repeat(body, least, most, cursor.from(start));
    }

    private TokenRegexException boundsError(int open, String message, String mended) {
        int close = cursor.script().indexOf('}', open);
        boolean closed = close >= 0 && close < cursor.limit();
        Span span = Span.between(open, closed ? close + 1 : cursor.at());
        return cursor.error(
                open,
                span,
                message,
                "{n}, {n,}, {,m} or {n,m}",
                closed && !mended.isEmpty() ? cursor.instead(span, mended) : Optional.empty());
    }

    private int bound() {
        cursor.skipBlanks();
        int digits = cursor.digits();
        if (digits == 0) {
            return -1;
        }
        Span span = cursor.take(digits, TextStyle.NUMBER);
        cursor.skipBlanks();
        int number = whole(span, MAX_TIMES);
        if (number < 0) {
            throw cursor.error(
                    span.offset(),
                    span,
                    "A block repeats at most 1,000,000 times; leave the bound out for no limit.",
                    "");
        }
        return number;
    }

    /** A whole number up to a limit, or -1 beyond it. */
    int whole(Span digits, int limit) {
        String text = cursor.text(digits);
        int number = 0;
        for (int i = 0; i < text.length(); i++) {
            number = number * 10 + text.charAt(i) - '0';
            if (number > limit || number < 0) {
                return -1;
            }
        }
        return number;
    }

    /** {@code within{n}} at the start of a pattern; -1 if there is none. */
    private int within() {
        int start = cursor.at();
        cursor.skipBlanks();
        if (!cursor.looksAt("within{")) {
            cursor.moveTo(start);
            return -1;
        }
        int open = cursor.at();
        cursor.take(6, TextStyle.MACRO);
        cursor.take(1, TextStyle.OPERATOR);
        int tokens = bound();
        if (tokens < 1 || cursor.peek() != '}') {
            throw cursor.error(
                    open,
                    cursor.from(open),
                    "“within” needs a number of tokens: within{5} …",
                    "a number from 1 and “}”");
        }
        cursor.take(1, TextStyle.OPERATOR);
        return tokens;
    }

    /** Plain text up to the next character with a meaning. */
    private void literal(List<Pattern> parts) {
        int start = cursor.at();
        StringBuilder text = new StringBuilder();
        int kept = 0;
        int end = start;
        boolean collapsing = true;
        while (true) {
            char c = cursor.peek();
            if (c == Cursor.END || "(.[|)]}=<>".indexOf(c) >= 0 || startsComment()) {
                break;
            }
            if ("*+?{".indexOf(c) >= 0) {
                throw Mistakes.quantifierOnLiteral(cursor, start, !parts.isEmpty());
            }
            if (c == '\\') {
                text.append(escape());
                collapsing = false;
                kept = text.length();
                end = cursor.at();
                continue;
            }
            boolean blank = c == ' ';
            if (!(blank && collapsing && !text.isEmpty())) {
                text.append(c);
            }
            cursor.skip(1);
            if (!blank && c != '\t') {
                kept = text.length();
                end = cursor.at();
            }
            collapsing = collapsing && blank;
        }
        if (kept > 0) {
            Span span = Span.between(start, end);
            cursor.style(span, TextStyle.LITERAL);
            parts.add(new Pattern.Literal(text.substring(0, kept), span));
        }
    }

    private char escape() {
        char c = cursor.peek(1);
        if (c == 'n') {
            cursor.skip(2);
            return '\n';
        }
        if ("*+|.()[]{}?=<>\\#".indexOf(c) < 0 && !Cursor.isDigit(c)) {
            throw Mistakes.unknownEscape(cursor);
        }
        cursor.skip(2);
        return c;
    }

    /** A # directly after a backslash never starts a comment, even where that backslash is itself escaped. */
    private boolean startsComment() {
        return cursor.peek() == '#' && (cursor.at() == 0 || cursor.script().charAt(cursor.at() - 1) != '\\');
    }
}
