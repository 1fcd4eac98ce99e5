package org.latentworkbench.engine.search.syntax;

import java.util.List;

/** A condition on one token, as written between brackets. */
public sealed interface TokenTest {
    /** Where it stands in the script. */
    Span span();

    /** How an activation is compared. */
    enum Comparison {
        ABOVE(">"),
        AT_LEAST(">="),
        BELOW("<"),
        AT_MOST("<=");

        private final String sign;

        Comparison(String sign) {
            this.sign = sign;
        }

        /** As it is written. */
        public String sign() {
            return sign;
        }

        /** Whether an activation passes. */
        public boolean holds(double activation, double bound) {
            return switch (this) {
                case ABOVE -> activation > bound;
                case AT_LEAST -> activation >= bound;
                case BELOW -> activation < bound;
                case AT_MOST -> activation <= bound;
            };
        }
    }

    /** {@code 123>0.5}: the activation of a latent, 0 where it is silent; a bare {@code 123} is {@code 123>0}. */
    record Latent(int id, Comparison comparison, double bound, Span span) implements TokenTest {}

    /** {@code label:"female name"}: any latent whose label holds the words fires. */
    record Labelled(String words, Span span) implements TokenTest {}

    /** {@code concept:NAME}: a ground-truth concept holds. */
    record Conceptual(String name, Span span) implements TokenTest {}

    /** A macro or definition that stands for one token. */
    record Named(Pattern.Call call, Span span) implements TokenTest {}

    /** All of several hold. */
    record AllOf(List<TokenTest> parts, Span span) implements TokenTest {
        public AllOf {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of several holds. */
    record AnyOf(List<TokenTest> parts, Span span) implements TokenTest {
        public AnyOf {
            parts = List.copyOf(parts);
        }
    }

    /** The opposite holds. */
    record Not(TokenTest part, Span span) implements TokenTest {}
}
