package org.latentworkbench.engine.search.syntax;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

/** Writes patterns as script text: what is read again is the same syntax tree. */
final class PatternText {
    private static final String SPECIAL = "*+|.()[]{}?=<>\\#";

    private PatternText() {}

    /** A whole definition, group or binding. */
    static String whole(Pattern pattern) {
        return pattern instanceof Pattern.Within within
                ? "within{" + within.tokens() + "}" + alternatives(within.body())
                : alternatives(pattern);
    }

    /** What may stand where a limit of length would mean something else. */
    static String alternatives(Pattern pattern) {
        if (pattern instanceof Pattern.Alternation alternation) {
            return alternation.options().stream().map(PatternText::phrase).collect(Collectors.joining("|"));
        }
        return phrase(pattern);
    }

    /** Whether the text of a pattern begins with plain text, to which blanks before it would belong. */
    static boolean beginsWithText(Pattern pattern) {
        return switch (pattern) {
            case Pattern.Literal _ -> true;
            case Pattern.Phrase phrase -> phrase.parts().getFirst() instanceof Pattern.Literal;
            case Pattern.Alternation alternation ->
                beginsWithText(alternation.options().getFirst());
            default -> false;
        };
    }

    private static String phrase(Pattern pattern) {
        if (!(pattern instanceof Pattern.Phrase phrase)) {
            return part(pattern);
        }
        StringBuilder text = new StringBuilder();
        boolean afterText = false;
        for (Pattern part : phrase.parts()) {
            boolean isText = part instanceof Pattern.Literal;
            // Two texts side by side would be tokenised as one.
            text.append(isText && afterText ? group(part) : part(part));
            afterText = isText && !afterText;
        }
        return text.toString();
    }

    private static String part(Pattern pattern) {
        return pattern instanceof Pattern.Literal literal ? escaped(literal.text()) : block(pattern);
    }

    private static String block(Pattern pattern) {
        return switch (pattern) {
            case Pattern.AnyToken _ -> ".";
            case Pattern.Repeat repeat ->
                (repeat.body() instanceof Pattern.Repeat ? group(repeat.body()) : block(repeat.body()))
                        + quantifier(repeat);
            case Pattern.LookAround look ->
                "(?" + (look.behind() ? "<" : "") + (look.negative() ? "!" : "=") + whole(look.body()) + ")";
            case Pattern.Binding binding -> "[" + binding.name() + "=" + whole(binding.body()) + "]";
            case Pattern.Call call -> "[" + call(call) + "]";
            case Pattern.Tested tested -> "[" + tested(tested.test()) + "]";
            case Pattern.Literal _, Pattern.Phrase _, Pattern.Alternation _, Pattern.Within _ -> group(pattern);
        };
    }

    private static String group(Pattern pattern) {
        return "(" + whole(pattern) + ")";
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\n') {
                escaped.append("\\n");
            } else {
                escaped.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return escaped.toString();
    }

    private static String quantifier(Pattern.Repeat repeat) {
        int least = repeat.least();
        int most = repeat.most();
        if (most == Pattern.Repeat.UNBOUNDED) {
            return least == 0 ? "*" : least == 1 ? "+" : "{" + least + ",}";
        }
        if (least == most) {
            return "{" + least + "}";
        }
        return least > 0 ? "{" + least + "," + most + "}" : most == 1 ? "?" : "{," + most + "}";
    }

    private static String call(Pattern.Call call) {
        StringBuilder text = new StringBuilder(call.name());
        for (Argument argument : call.arguments()) {
            text.append(' ').append(argument.key().map(key -> key + "=").orElse(""));
            text.append(
                    switch (argument.value()) {
                        case Argument.Value.Text(String quoted) -> "`" + quoted + "`";
                        case Argument.Value.Whole(int number) -> String.valueOf(number);
                        case Argument.Value.Flag(boolean on) -> on ? "True" : "False";
                        case Argument.Value.Block(Pattern pattern) -> block(pattern);
                    });
        }
        return text.toString();
    }

    private static String tested(TokenTest test) {
        return switch (test) {
            // Without the parentheses this would be a call, which may stand for more than one token.
            case TokenTest.Named named -> "(" + call(named.call()) + ")";
            case TokenTest.AnyOf any -> parts(any.parts(), " | ");
            case TokenTest.AllOf all -> parts(all.parts(), " & ");
            default -> single(test);
        };
    }

    private static String parts(List<TokenTest> parts, String sign) {
        return parts.stream()
                .map(part -> part instanceof TokenTest.AllOf && sign.contains("|") ? tested(part) : single(part))
                .collect(Collectors.joining(sign));
    }

    private static String single(TokenTest test) {
        return switch (test) {
            case TokenTest.Latent latent -> latent(latent);
            case TokenTest.Labelled labelled -> "label:" + quoted(labelled.words());
            case TokenTest.Conceptual conceptual -> "concept:" + quoted(conceptual.name());
            case TokenTest.Named named -> call(named.call());
            case TokenTest.Not not -> "!" + single(not.part());
            case TokenTest.AllOf _, TokenTest.AnyOf _ -> "(" + tested(test) + ")";
        };
    }

    private static String latent(TokenTest.Latent latent) {
        if (latent.comparison() == TokenTest.Comparison.ABOVE && latent.bound() == 0) {
            return String.valueOf(latent.id());
        }
        BigDecimal bound = BigDecimal.valueOf(latent.bound());
        return latent.id()
                + latent.comparison().sign()
                + (bound.signum() == 0 ? BigDecimal.ZERO : bound.stripTrailingZeros()).toPlainString();
    }

    /** In quotation marks; text with marks of both kinds was written without any. */
    private static String quoted(String text) {
        if (!text.contains("\"")) {
            return "\"" + text + "\"";
        }
        return text.contains("”") ? text : "“" + text + "”";
    }
}
