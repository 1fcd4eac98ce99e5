package org.latentworkbench.engine.search;

import java.util.Arrays;
import java.util.Optional;

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
    private final Optional<LookAheads> aheads;
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
        this.aheads = LookAheads.of(asked, guards, alphabet);
    }

    /** Whether an automaton asks for little enough of places. */
    static boolean suits(PositionAutomaton automaton, Guards guards) {
        return BehindStates.asked(automaton, guards).length <= MOST_ASKED;
    }

    /** Whether many documents can be read at a time. */
    boolean readsMany() {
        return aheads.isPresent();
    }

    /**
     * Marks the last token of every match.
     *
     * @param marks bits by token, cleared on entry
     * @return false if the automaton has too many states for a table; marks are then of no use
     */
    boolean run(DocumentTokens document, long[] marks) {
        int length = document.length();
        if (asked.length == 0) {
            return table.run(document.classes(), 0, length, marks);
        }
        pass.run(document, needed);
        ask(length);
        combine(document.classes(), length);
        return table.run(symbols, 0, length, marks);
    }

    /**
     * As {@link #run(DocumentTokens, long[])} for documents that follow one another, where it {@link #readsMany}.
     *
     * @param ends for each document the token after its last; the first one begins at 0
     */
    boolean run(DocumentTokens documents, int[] ends, int count, long[] marks) {
        if (asked.length == 0) {
            return table.run(documents.classes(), ends, count, marks);
        }
        LookAheads looks = aheads.orElseThrow();
        int length = documents.length();
        makeRoom(length);
        if (!looks.find(documents.classes(), ends, count, masks)) {
            return false;
        }
        combine(documents.classes(), length);
        int begin = 0;
        for (int d = 0; d < count; d++) {
            int last = ends[d] - 1;
            if (last >= begin) {
                symbols[last] = symbol(masks[last], looks.atEnd(), documents.classes()[last]);
            }
            begin = ends[d];
        }
        return table.run(symbols, ends, count, marks);
    }

    /** Notes for each place which of the guards hold, as bits. */
    private void ask(int length) {
        makeRoom(length);
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

    private void makeRoom(int length) {
        if (masks.length <= length) {
            masks = new int[Math.max(length + 1, 2 * masks.length)];
            symbols = new int[masks.length];
        }
    }

    private void combine(int[] classOf, int length) {
        for (int t = 0; t < length; t++) {
            symbols[t] = symbol(masks[t], masks[t + 1], classOf[t]);
        }
    }

    /** @param before guards that hold before the token */
    private int symbol(int before, int after, int tokenClass) {
        return (before << asked.length | after) * classes + tokenClass;
    }
}
