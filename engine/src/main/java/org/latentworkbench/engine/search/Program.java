package org.latentworkbench.engine.search;

/**
 * A pattern with memory as instructions for {@link BindingFinder}. A configuration's memory is an array: the values of the
 * variables, then where open bindings started, then where open limits of length end.
 *
 * @param code instructions; each names the ones after it
 * @param entry where a match starts
 * @param live for each instruction, which places of the memory can still matter, as bits
 * @param waits for each instruction, whether it is the start of {@code .*} before a back-reference
 * @param recurs for each instruction, whether it binds tokens that must stand in the document once more
 * @param variables number of variables
 * @param slots size of the memory
 * @param firstDeadline the first place that holds the end of a limit of length
 */
record Program(
        Instruction[] code,
        int entry,
        long[] live,
        boolean[] waits,
        boolean[] recurs,
        int variables,
        int slots,
        int firstDeadline) {
    /** What an instruction does. */
    enum Operation {
        /** Passes one token of set {@code a}. */
        ONE,
        /** Goes on at both {@code next} and {@code a}. */
        FORK,
        /** Goes on where guard {@code a} holds. */
        GUARD,
        /** Notes in place {@code a} where a binding starts. */
        OPEN,
        /** Binds variable {@code a} to the tokens since the place noted in {@code b}. */
        CLOSE,
        /** Passes the tokens of variable {@code a}. */
        BACK,
        /** Passes a variant of variable {@code a}. */
        VARIANT,
        /** Passes some of the first tokens of a variant of variable {@code a}. */
        VARIANT_PREFIX,
        /** Notes in place {@code a} where a match of at most {@code b} tokens has to end. */
        LIMIT,
        /** Goes on with the memory of every match of the part at {@code a} that starts here. */
        AHEAD,
        /** Goes on where the part at {@code a} has no match that starts here. */
        NOT_AHEAD,
        /** Goes on with the memory of every match of the part at {@code a}, of at most {@code b} tokens, that ends here. */
        BEHIND,
        /** Goes on where the part at {@code a} has no match of at most {@code b} tokens that ends here. */
        NOT_BEHIND,
        /** Passes some of the first tokens of a match of the part at {@code a}. */
        PREFIX,
        /** A match of the part is complete. */
        ACCEPT,
        /** Leads nowhere. */
        FAIL
    }

    /**
     * One instruction.
     *
     * @param limit of a part: the place of the first limit of length that counts inside it
     */
    record Instruction(Operation operation, int a, int b, int next, int limit) {}
}
