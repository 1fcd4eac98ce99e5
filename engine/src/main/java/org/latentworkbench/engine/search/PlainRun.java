package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs an automaton without guards as a deterministic one, built while it runs: one look-up a token, which also tells whether
 * a match ends there. For one thread.
 */
final class PlainRun {
    private static final int MAX_CELLS = 1 << 20;
    private static final int UNKNOWN = -1;

    private final Simulation simulation;
    private final int classes;
    private final int view;
    private final int[] classOf;
    private final Map<List<Long>, Integer> numbers = new HashMap<>();
    private final List<long[]> states = new ArrayList<>();

    /** For each state a row by class: twice the start of the next state's row, plus one where that ends a match. */
    private int[] next = new int[0];

    /** @param simulation of an automaton without guards */
    PlainRun(Simulation simulation, TokenSets sets) {
        this.simulation = simulation;
        this.classOf = sets.classTable();
        this.classes = simulation.symbols();
        this.view = simulation.view(0);
        number(new long[simulation.words()]);
    }

    /**
     * Marks the last token of every match.
     *
     * @param tokens ids
     * @param marks bits by token, cleared on entry
     * @return false if the automaton has too many states for a table; marks are then of no use
     */
    boolean run(int[] tokens, int length, long[] marks) {
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

    private int step(int row, int tokenClass) {
        long[] reached = new long[simulation.words()];
        simulation.reach(states.get(row / classes), view, true, reached);
        simulation.keep(reached, tokenClass);
        int state = number(reached);
        if (state < 0) {
            return UNKNOWN;
        }
        int target = state * classes * 2 + (simulation.accepts(reached, view) ? 1 : 0);
        next[row + tokenClass] = target;
        return target;
    }

    private int number(long[] state) {
        List<Long> key = Arrays.stream(state).boxed().toList();
        Integer known = numbers.get(key);
        if (known != null) {
            return known;
        }
        int number = states.size();
        if ((long) (number + 1) * classes > MAX_CELLS) {
            return UNKNOWN;
        }
        numbers.put(key, number);
        states.add(state);
        if (next.length < states.size() * classes) {
            int before = next.length;
            next = Arrays.copyOf(next, Math.max(states.size() * classes, 2 * before));
            Arrays.fill(next, before, next.length, UNKNOWN);
        }
        return number;
    }
}
