package org.latentworkbench.engine.search.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads conditions on one token: {@code |} binds weakest, then {@code &}, then {@code !}. */
final class TestParser {
    private final Cursor cursor;
    private final PatternParser patterns;
    private final BracketParser brackets;

    TestParser(Cursor cursor, PatternParser patterns, BracketParser brackets) {
        this.cursor = cursor;
        this.patterns = patterns;
        this.brackets = brackets;
    }

    /** @param first what was read already, standing before the cursor */
    TokenTest anyOf(Optional<TokenTest> first, int open) {
        int start = first.map(test -> test.span().offset()).orElse(cursor.at());
        List<TokenTest> parts = new ArrayList<>(List.of(allOf(first, open)));
        while (sign('|')) {
            parts.add(allOf(Optional.empty(), open));
        }
        return parts.size() == 1 ? parts.getFirst() : new TokenTest.AnyOf(parts, cursor.from(start));
    }

    private TokenTest allOf(Optional<TokenTest> first, int open) {
        int start = first.map(test -> test.span().offset()).orElse(cursor.at());
        List<TokenTest> parts = new ArrayList<>(List.of(first.isPresent() ? first.get() : single(open)));
        while (sign('&')) {
            parts.add(single(open));
        }
        return parts.size() == 1 ? parts.getFirst() : new TokenTest.AllOf(parts, cursor.from(start));
    }

    private boolean sign(char sign) {
        cursor.skipBlanks();
        if (cursor.peek() != sign) {
            return false;
        }
        cursor.take(1, TextStyle.OPERATOR);
        return true;
    }

    private TokenTest single(int open) {
        cursor.skipBlanks();
        int start = cursor.at();
        char c = cursor.peek();
        if (c == '!') {
            cursor.deeper();
            cursor.take(1, TextStyle.OPERATOR);
            TokenTest part = single(open);
            cursor.shallower();
            return new TokenTest.Not(part, cursor.from(start));
        }
        if (c == '(') {
            cursor.deeper();
            cursor.take(1, TextStyle.OPERATOR);
            TokenTest inner = anyOf(Optional.empty(), start);
            cursor.skipBlanks();
            if (cursor.peek() != ')') {
                throw Mistakes.notClosed(cursor, start, "group", ")");
            }
            cursor.take(1, TextStyle.OPERATOR);
            cursor.shallower();
            return inner;
        }
        if (Cursor.isDigit(c)) {
            return latent();
        }
        int length = cursor.nameLength();
        if (length > 0 && cursor.peek(length) == ':') {
            return property(new Span(start, length), open);
        }
        if (length > 0) {
            Pattern.Call call = brackets.call(open);
            return new TokenTest.Named(call, call.span());
        }
        if (c == Cursor.END) {
            throw Mistakes.notClosed(cursor, open, "bracket", "]");
        }
        throw cursor.error(
                start,
                new Span(start, 1),
                "A condition on one token is expected here.",
                "a latent's number, label:…, concept:… or a macro");
    }

    private TokenTest latent() {
        Span digits = cursor.take(cursor.digits(), TextStyle.NUMBER);
        if (cursor.peek() == '-' && Cursor.isDigit(cursor.peek(1))) {
            int open = cursor.script().lastIndexOf('[', digits.offset());
            throw Mistakes.characterClass(cursor, open);
        }
        int id = patterns.whole(digits, Integer.MAX_VALUE - 1);
        if (id < 0) {
            throw cursor.error(digits.offset(), digits, "No latent has so large a number.", "");
        }
        cursor.skipBlanks();
        Optional<TokenTest.Comparison> comparison = comparison();
        if (comparison.isEmpty()) {
            return new TokenTest.Latent(id, TokenTest.Comparison.ABOVE, 0, digits);
        }
        cursor.skipBlanks();
        return new TokenTest.Latent(id, comparison.get(), decimal(), cursor.from(digits.offset()));
    }

    private Optional<TokenTest.Comparison> comparison() {
        boolean equal = cursor.peek(1) == '=';
        return switch (cursor.peek()) {
            case '>' -> {
                cursor.take(equal ? 2 : 1, TextStyle.OPERATOR);
                yield Optional.of(equal ? TokenTest.Comparison.AT_LEAST : TokenTest.Comparison.ABOVE);
            }
            case '<' -> {
                cursor.take(equal ? 2 : 1, TextStyle.OPERATOR);
                yield Optional.of(equal ? TokenTest.Comparison.AT_MOST : TokenTest.Comparison.BELOW);
            }
            default -> Optional.empty();
        };
    }

    private double decimal() {
        int length = cursor.peek() == '-' ? 1 : 0;
        int digits = 0;
        while (Cursor.isDigit(cursor.peek(length)) || cursor.peek(length) == '.') {
            digits += cursor.peek(length) == '.' ? 0 : 1;
            length++;
        }
        Span span = new Span(cursor.at(), length);
        String text = cursor.text(span);
        if (digits == 0 || digits > 300 || text.indexOf('.') != text.lastIndexOf('.')) {
            throw cursor.error(
                    span.offset(),
                    new Span(span.offset(), Math.max(1, length)),
                    "An activation is expected here, for example 0.5.",
                    "a number");
        }
        cursor.take(length, TextStyle.NUMBER);
        return Double.parseDouble(text);
    }

    /** {@code label:words} or {@code concept:name}, the text in quotation marks or up to the next sign. */
    private TokenTest property(Span key, int open) {
        String name = cursor.text(key);
        if (!name.equals("label") && !name.equals("concept")) {
            throw cursor.error(
                    key.offset(), key, "Only label:… and concept:… exist, not " + name + ":…", "label: or concept:");
        }
        cursor.take(key.length() + 1, TextStyle.MACRO);
        String text = propertyText(open);
        Span span = cursor.from(key.offset());
        return name.equals("label") ? new TokenTest.Labelled(text, span) : new TokenTest.Conceptual(text, span);
    }

    private String propertyText(int open) {
        int start = cursor.at();
        char quote = cursor.peek();
        int end;
        if (quote == '"' || quote == '“') {
            char closer = quote == '“' ? '”' : quote;
            end = cursor.script().indexOf(closer, start + 1);
            if (end < 0 || end >= cursor.limit()) {
                throw cursor.error(
                        start,
                        Span.between(start, cursor.limit()),
                        "This quotation is never closed.",
                        "“" + closer + "”");
            }
            cursor.take(end + 1 - start, TextStyle.QUOTED);
            return nonBlank(cursor.script().substring(start + 1, end).strip(), start);
        }
        int length = 0;
        while ("]&|)".indexOf(cursor.peek(length)) < 0 && cursor.peek(length) != Cursor.END) {
            length++;
        }
        if (cursor.peek(length) == Cursor.END) {
            throw Mistakes.notClosed(cursor, open, "bracket", "]");
        }
        String text = cursor.text(cursor.take(length, TextStyle.QUOTED)).strip();
        return nonBlank(text, start);
    }

    private String nonBlank(String text, int start) {
        if (text.isEmpty()) {
            throw cursor.error(
                    start,
                    new Span(start, 1),
                    "A name is missing after the colon.",
                    "words of a label or a concept's name");
        }
        return text;
    }
}
