package org.latentworkbench.engine.search.mining;

import java.util.Optional;
import org.latentworkbench.engine.search.TokenWriter;

/**
 * What must stand before the last token of a match, or must not.
 *
 * @param bits the positions of the training documents that have it before them
 * @param before the script that ends right before the last token
 * @param absent whether it must not stand there; {@code bits} are then those without it
 * @param earlier the tokens of which one stands there, if it says no more than that
 */
record Condition(long[] bits, String before, boolean absent, Optional<Earlier> earlier) {
    /** That the last token itself stood in the document before, which no script in front of it can say. */
    static final String REPEATED = "[=]";

    /**
     * Some tokens at a distance.
     *
     * @param distance how many tokens before, at least 1
     */
    record Earlier(TokenSet tokens, int distance) {
        String script(TokenGroups groups, TokenWriter writer) {
            return tokens.script(groups, writer) + ".".repeat(distance - 1);
        }
    }

    Condition(long[] bits, String before) {
        this(bits, before, false, Optional.empty());
    }

    Condition not(int size) {
        return new Condition(Bits.not(bits, size), before, !absent, earlier);
    }

    boolean repeated() {
        return before.equals(REPEATED);
    }
}
