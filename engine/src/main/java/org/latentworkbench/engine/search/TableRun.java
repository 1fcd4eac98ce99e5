package org.latentworkbench.engine.search;

import java.util.Arrays;

/**
 * Runs an automaton by a {@link StateTable}. Look-behinds are part of the states and cost nothing further; what else is asked of
 * a place is found beforehand and read together with the token. For one thread.
 */
final class TableRun {
    /** Most guards that are found beforehand: each doubles the combinations at a place, and a step sees two places. */
    private static final int MOST_ASKED = 4;

    private final StateTable table;
    private final GuardPass pass;
    private final int[] asked;
    private final boolean[] needed;
    private final int classes;
    private int[] masks = new int[0];
    private int[] symbols = new int[0];

    /** @param pass finds what is asked of places; for this thread */
    TableRun(Simulation simulation, Guards guards, GuardPass pass, Alphabet alphabet, TokenSets sets) {
        BehindStates behind = new BehindStates(simulation, guards, alphabet);
        this.classes = sets.classes();
        this.table = new StateTable(behind, classes);
        this.pass = pass;
        this.asked = behind.asked();
        this.needed = guards.needed(asked);
    }

    /** Whether an automaton asks for little enough of places. */
    static boolean suits(PositionAutomaton automaton, Guards guards) {
        return BehindStates.asked(automaton, guards).length <= MOST_ASKED;
    }

    /** Whether nothing has to be found beforehand, so that many documents can be read at a time. */
    boolean readsTokensAlone() {
        return asked.length == 0;
    }

    /**
     * Marks the last token of every match.
     *
     * @param marks bits by token, cleared on entry
     * @return false if the automaton has too many states for a table; marks are then of no use
     */
    boolean run(DocumentTokens document, long[] marks) {
        int length = document.length();
        if (readsTokensAlone()) {
            return table.run(document.classes(), 0, length, marks);
        }
        pass.run(document, needed);
        ask(length);
        combine(document.classes(), length);
        return table.run(symbols, 0, length, marks);
    }

    /**
     * As {@link #run(DocumentTokens, long[])} for documents that follow one another, where it {@link #readsTokensAlone}.
     *
     * @param ends for each document the token after its last; the first one begins at 0
     */
    boolean run(DocumentTokens documents, int[] ends, int count, long[] marks) {
        return table.run(documents.classes(), ends, count, marks);
    }

    /** Notes for each place which of the guards hold, as bits. */
    private void ask(int length) {
        if (masks.length <= length) {
            masks = new int[Math.max(length + 1, 2 * masks.length)];
            symbols = new int[masks.length];
        }
        Arrays.fill(masks, 0, length + 1, 0);
        for (int i = 0; i < asked.length; i++) {
            long[] holding = pass.holding(asked[i]);
            for (int word = 0; word <= length >> 6; word++) {
                for (long bits = holding[word]; bits != 0; bits &= bits - 1) {
                    masks[(word << 6) + Long.numberOfTrailingZeros(bits)] |= 1 << i;
                }
            }
        }
    }

    private void combine(int[] classOf, int length) {
        int bits = asked.length;
        for (int t = 0; t < length; t++) {
            symbols[t] = (masks[t] << bits | masks[t + 1]) * classes + classOf[t];
        }
    }
}
