package org.latentworkbench.engine.search.mining;

/**
 * What must stand before the last token of a match, or must not.
 *
 * @param bits the positions of the training documents that have it before them
 * @param before the script that ends right before the last token
 * @param absent whether it must not stand there; {@code bits} are then those without it
 */
record Condition(long[] bits, String before, boolean absent) {
    /** That the last token itself stood in the document before, which no script in front of it can say. */
    static final String REPEATED = "[=]";

    Condition not(int size) {
        return new Condition(Bits.not(bits, size), before, !absent);
    }

    boolean repeated() {
        return before.equals(REPEATED);
    }
}
