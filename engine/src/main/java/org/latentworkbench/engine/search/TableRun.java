package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an automaton as a deterministic one, built while it runs: one look-up a token, which also tells whether a match ends
 * there. A state holds the {@link BehindStates} too, so that look-behinds cost nothing further; what else is asked of a place is
 * found beforehand and read together with the token. For one thread.
 */
final class TableRun {
    private static final int MAX_CELLS = 1 << 20;
    private static final int UNKNOWN = -1;

    /** Most guards that are found beforehand: each doubles the combinations at a place, and a step sees two places. */
    private static final int MOST_ASKED = 4;

    private final BehindStates behind;
    private final GuardPass pass;
    private final int[] asked;
    private final boolean[] needed;
    private final int classes;
    private final int width;
    private final int[] classOf;
    private final Map<List<Long>, Integer> numbers = new HashMap<>();
    private final List<long[]> states = new ArrayList<>();
    private int[] masks = new int[0];

    /** For each state a row by symbol: twice the start of the next state's row, plus one where that ends a match. */
    private int[] next = new int[0];

    private TableRun(BehindStates behind, GuardPass pass, boolean[] needed, TokenSets sets) {
        this.behind = behind;
        this.pass = pass;
        this.needed = needed;
        this.asked = behind.asked();
        this.classOf = sets.classTable();
        this.classes = sets.classes();
        this.width = classes << (2 * asked.length);
        number(behind.first());
    }

    /** Whether an automaton asks for little enough of places. */
    static boolean suits(PositionAutomaton automaton, Guards guards) {
        return BehindStates.asked(automaton, guards).length <= MOST_ASKED;
    }

    /** @param pass finds what is asked of places; for this thread */
    static TableRun of(Simulation simulation, Guards guards, GuardPass pass, Alphabet alphabet, TokenSets sets) {
        BehindStates behind = new BehindStates(simulation, guards, alphabet);
        return new TableRun(behind, pass, guards.needed(behind.asked()), sets);
    }

    /**
     * Marks the last token of every match.
     *
     * @param marks bits by token, cleared on entry
     * @return false if the automaton has too many states for a table; marks are then of no use
     */
    boolean run(DocumentTokens document, long[] marks) {
        if (asked.length == 0) {
            return run(document.tokens(), document.length(), marks);
        }
        pass.run(document, needed);
        ask(document.length());
        return runAsking(document.tokens(), document.length(), marks);
    }

    private boolean run(int[] tokens, int length, long[] marks) {
        int[] table = next;
        int[] classTable = classOf;
        int row = 0;
        for (int from = 0; from < length; from += 64) {
            int end = Math.min(length, from + 64);
            long word = 0;
            for (int t = from; t < end; t++) {
                int token = tokens[t];
                int tokenClass = token >= 0 && token < classTable.length ? classTable[token] : 0;
                int target = table[row + tokenClass];
                if (target < 0) {
                    target = step(row, tokenClass);
                    if (target < 0) {
                        return false;
                    }
                    table = next;
                }
                word |= (long) (target & 1) << t;
                row = target >>> 1;
            }
            marks[from >> 6] = word;
        }
        return true;
    }

    private boolean runAsking(int[] tokens, int length, long[] marks) {
        int[] table = next;
        int[] classTable = classOf;
        int[] of = masks;
        int bits = asked.length;
        int row = 0;
        for (int from = 0; from < length; from += 64) {
            int end = Math.min(length, from + 64);
            long word = 0;
            for (int t = from; t < end; t++) {
                int token = tokens[t];
                int tokenClass = token >= 0 && token < classTable.length ? classTable[token] : 0;
                int symbol = (of[t] << bits | of[t + 1]) * classes + tokenClass;
                int target = table[row + symbol];
                if (target < 0) {
                    target = step(row, symbol);
                    if (target < 0) {
                        return false;
                    }
                    table = next;
                }
                word |= (long) (target & 1) << t;
                row = target >>> 1;
            }
            marks[from >> 6] = word;
        }
        return true;
    }

    /** Notes for each place which of the guards hold, as bits. */
    private void ask(int length) {
        if (masks.length <= length) {
            masks = new int[Math.max(length + 1, 2 * masks.length)];
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

    private int step(int row, int symbol) {
        int places = symbol / classes;
        int before = places >> asked.length;
        int after = places & (1 << asked.length) - 1;
        long[] reached = behind.step(states.get(row / width), before, symbol % classes);
        int state = number(reached);
        if (state < 0) {
            return UNKNOWN;
        }
        int target = state * width * 2 + (behind.accepts(reached, after) ? 1 : 0);
        next[row + symbol] = target;
        return target;
    }

    private int number(long[] state) {
        List<Long> key = Arrays.stream(state).boxed().toList();
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = states.size();
        if ((long) (number + 1) * width > MAX_CELLS) {
            return UNKNOWN;
        }
        numbers.put(key, number);
        states.add(state);
        if (next.length < states.size() * width) {
            int before = next.length;
            next = Arrays.copyOf(next, Math.max(states.size() * width, 2 * before));
            Arrays.fill(next, before, next.length, UNKNOWN);
        }
        return number;
    }
}
