package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads what stands in brackets: bindings, references and macros, conditions on one token. */
final class BracketParser {
    private final Cursor cursor;
    private final PatternParser patterns;
    private final TestParser tests;

    BracketParser(Cursor cursor, PatternParser patterns) {
        this.cursor = cursor;
        this.patterns = patterns;
        this.tests = new TestParser(cursor, patterns, this);
    }

    /** Reads from {@code [} to its partner. */
    Pattern bracket() {
        int open = cursor.at();
        cursor.deeper();
        cursor.take(1, TextStyle.OPERATOR);
        cursor.skipBlanks();
        Pattern pattern = content(open);
        cursor.shallower();
        return pattern;
    }

    private Pattern content(int open) {
        char c = cursor.peek();
        if (c == ']') {
            throw Mistakes.empty(
                    cursor, Span.between(open, cursor.at() + 1), "Brackets need a name or a latent's number.");
        }
        if (c == Cursor.END) {
            throw Mistakes.notClosed(cursor, open, "bracket", "]");
        }
        if (Cursor.isDigit(c) || c == '!' || c == '(') {
            return test(open, Optional.empty());
        }
        int length = cursor.nameLength();
        if (length == 0) {
            throw Mistakes.characterClass(cursor, open);
        }
        if (cursor.peek(length) == ':') {
            return test(open, Optional.empty());
        }
        Span name = new Span(cursor.at(), length);
        int past = length;
        while (cursor.peek(past) == ' ' || cursor.peek(past) == '\t') {
            past++;
        }
        if (cursor.peek(past) == '=') {
            return binding(open, name, past);
        }
        if (cursor.peek(length) == '-' || cursor.peek(length) == '\\' || Cursor.isDigit(cursor.peek(length))) {
            throw Cursor.isDigit(cursor.peek(length)) ? digitInName(name) : Mistakes.characterClass(cursor, open);
        }
        Pattern.Call call = call(open);
        if (cursor.peek() == '&' || cursor.peek() == '|') {
            return test(open, Optional.of(new TokenTest.Named(call, call.span())));
        }
        close(open);
        return new Pattern.Call(call.name(), call.arguments(), name, cursor.from(open));
    }

    private Pattern binding(int open, Span name, int past) {
        cursor.style(name, TextStyle.NAME);
        cursor.moveTo(name.offset() + past);
        cursor.take(1, TextStyle.OPERATOR);
        Pattern body = patterns.pattern(']', open);
        cursor.take(1, TextStyle.OPERATOR);
        cursor.known().add(cursor.text(name));
        return new Pattern.Binding(cursor.text(name), body, cursor.from(open));
    }

    private Pattern test(int open, Optional<TokenTest> first) {
        TokenTest test = tests.anyOf(first, open);
        close(open);
        return new Pattern.Tested(test, cursor.from(open));
    }

    private void close(int open) {
        cursor.skipBlanks();
        if (cursor.atEnd()) {
            throw Mistakes.notClosed(cursor, open, "bracket", "]");
        }
        if (cursor.peek() != ']') {
            throw cursor.error(
                    cursor.at(),
                    new Span(cursor.at(), 1),
                    "“" + cursor.peek() + "” is not expected in these brackets.",
                    "“]”, “&”, “|” or an argument");
        }
        cursor.take(1, TextStyle.OPERATOR);
    }

    private TokenRegexException digitInName(Span name) {
        int end = name.end();
        while (Cursor.isNamePart(cursor.peek(end - cursor.at())) || Cursor.isDigit(cursor.peek(end - cursor.at()))) {
            end++;
        }
        return cursor.error(
                name.end(),
                Span.between(name.offset(), end),
                "Names hold letters and underscores only.",
                "“=”, “]” or an argument");
    }

    /** A name with its arguments; the closing bracket is left. */
    Pattern.Call call(int open) {
        Span name = new Span(cursor.at(), cursor.nameLength());
        String text = cursor.text(name);
        boolean macro = !cursor.known().contains(text) && Macro.named(text).isPresent();
        cursor.take(name.length(), macro ? TextStyle.MACRO : TextStyle.NAME);
        List<Argument> arguments = new ArrayList<>();
        while (true) {
            cursor.skipBlanks();
            char c = cursor.peek();
            if (c == Cursor.END) {
                throw Mistakes.notClosed(cursor, open, "bracket", "]");
            }
            if (c == ']' || c == '&' || c == '|' || c == ')') {
                return new Pattern.Call(text, arguments, name, cursor.from(name.offset()));
            }
            arguments.add(argument());
        }
    }

    private Argument argument() {
        int start = cursor.at();
        int length = cursor.nameLength();
        if (length > 0 && cursor.peek(length) == '=') {
            String key = cursor.text(cursor.take(length, TextStyle.MACRO));
            cursor.take(1, TextStyle.OPERATOR);
            return new Argument(Optional.of(key), value(start), cursor.from(start));
        }
        return new Argument(Optional.empty(), value(start), cursor.from(start));
    }

    private Argument.Value value(int start) {
        char c = cursor.peek();
        if (c == '`') {
            return quoted();
        }
        if (c == '(' || c == '[' || c == '.') {
            return new Argument.Value.Block(patterns.block());
        }
        if (Cursor.isDigit(c)) {
            Span digits = cursor.take(cursor.digits(), TextStyle.NUMBER);
            int number = patterns.whole(digits, Integer.MAX_VALUE - 1);
            if (number < 0) {
                throw cursor.error(digits.offset(), digits, "This number is too large.", "");
            }
            return new Argument.Value.Whole(number);
        }
        Span word = new Span(cursor.at(), cursor.nameLength());
        String text = cursor.text(word);
        if (text.equals("True") || text.equals("False")) {
            cursor.take(word.length(), TextStyle.NUMBER);
            return new Argument.Value.Flag(text.equals("True"));
        }
        Span shown = word.length() > 0 ? word : new Span(cursor.at(), 1);
        Optional<Fix> fix =
                switch (text) {
                    case "true", "yes", "on" -> cursor.instead(word, "True");
                    case "false", "no", "off" -> cursor.instead(word, "False");
                    case "" -> Optional.empty();
                    default -> cursor.instead(word, "`" + text + "`");
                };
        throw cursor.error(
                cursor.at(),
                shown,
                "An argument is a block, `text`, a number, True or False.",
                "an argument",
                start > cursor.at() ? Optional.empty() : fix);
    }

    private Argument.Value quoted() {
        int open = cursor.at();
        int close = cursor.script().indexOf('`', open + 1);
        if (close < 0 || close >= cursor.limit()) {
            int end = cursor.script().indexOf(']', open);
            int place = cursor.script().lastIndexOf(']', cursor.limit() - 1);
            int insert = end >= 0 && place > open ? place : cursor.limit();
            throw cursor.error(
                    open,
                    Span.between(open, insert),
                    "This text between backticks is never closed; “`” is missing.",
                    "“`”",
                    cursor.instead(new Span(insert, 0), insert == cursor.limit() ? "`]" : "`"));
        }
        Span span = cursor.take(close + 1 - open, TextStyle.QUOTED);
        return new Argument.Value.Text(cursor.script().substring(open + 1, span.end() - 1));
    }
}
