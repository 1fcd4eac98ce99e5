package org.latentworkbench.engine.search.syntax;

import java.util.List;

/** A node of the syntax tree: what was written, with its place; names are not resolved yet. */
public sealed interface Pattern {
    /** Where it stands in the script. */
    Span span();

    /** {@code a|b}: any of several, in the order written; at least two. */
    record Alternation(List<Pattern> options, Span span) implements Pattern {
        public Alternation {
            options = List.copyOf(options);
        }
    }

    /** Parts one after the other; never just one. */
    record Phrase(List<Pattern> parts, Span span) implements Pattern {
        public Phrase {
            parts = List.copyOf(parts);
        }
    }

    /** Text to be tokenised by itself: escapes resolved, leading blanks collapsed to one, trailing ones dropped; not empty. */
    record Literal(String text, Span span) implements Pattern {}

    /** {@code .}: any one token. */
    record AnyToken(Span span) implements Pattern {}

    /**
     * {@code p*  p+  p?  p{n,m}}.
     *
     * @param body what is repeated
     * @param least smallest number of times, ≥ 0
     * @param most largest number of times, ≥ {@code least}, or {@link #UNBOUNDED}
     * @param span from the body to the end of the quantifier
     */
    record Repeat(Pattern body, int least, int most, Span span) implements Pattern {
        /** No largest number of times. */
        public static final int UNBOUNDED = Integer.MAX_VALUE;
    }

    /** {@code (?=p) (?!p) (?<=p) (?<!p)}: a condition on the text after or before this place, of no width. */
    record LookAround(Pattern body, boolean behind, boolean negative, Span span) implements Pattern {}

    /** {@code [v=p]}: matches p and remembers the matched tokens as v. */
    record Binding(String name, Pattern body, Span span) implements Pattern {}

    /** {@code [name args]}: a variable, a definition or a macro, decided when names are resolved. */
    record Call(String name, List<Argument> arguments, Span nameSpan, Span span) implements Pattern {
        public Call {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code [123>0.5 & 40]}: a condition on one token that goes beyond its text. */
    record Tested(TokenTest test, Span span) implements Pattern {}

    /** {@code within{n} p}: a match of p that is at most n tokens long. */
    record Within(int tokens, Pattern body, Span span) implements Pattern {}
}
