package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers the steps of a {@link Simulation} as the table of a deterministic automaton, built while it runs: a token then
 * costs two look-ups. When a pattern has too many sets of states for a table, the simulation itself is run. For one thread.
 */
final class StateCache {
    private static final int MAX_CELLS = 1 << 20;
    private static final int MAX_STATES = 20_000;
    /** After so many times of starting over, the table does not pay. */
    private static final int MAX_RESTARTS = 4;

    private static final byte UNKNOWN = 0;
    private static final byte NO = 1;
    private static final byte YES = 2;

    private record Key(long[] words) {
        @Override
        public int hashCode() {
            return Arrays.hashCode(words);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(words, key.words);
        }
    }

    private final Simulation simulation;
    private final int classes;
    private final Map<Key, Integer> numbers = new HashMap<>();
    private final List<long[]> states = new ArrayList<>();
    private final long[] scratch;
    private int[][] next = new int[0][];
    private byte[][] accepting = new byte[0][];
    private boolean[] empty = new boolean[0];
    private int restarts;

    StateCache(Simulation simulation) {
        this.simulation = simulation;
        this.classes = simulation.symbols();
        this.scratch = new long[simulation.words()];
        start();
    }

    private void start() {
        numbers.clear();
        states.clear();
        next = new int[0][];
        accepting = new byte[0][];
        number(new long[simulation.words()]);
    }

    private int number(long[] state) {
        return numbers.computeIfAbsent(new Key(state), _ -> {
            states.add(state);
            return states.size() - 1;
        });
    }

    /**
     * Marks the places between tokens at which a match ends, on the way from the start of a document to its end or back.
     *
     * @param tokens symbols of the document's tokens
     * @param from place to start at when reading forward: no match begins before it
     * @param length number of tokens
     * @param views number of the view at each place, {@code length + 1} of them
     * @param backward whether to go from the end to the start, for an automaton turned round
     * @param emptyToo whether a match of nothing counts
     * @param marks bits of places 0 to {@code length}, cleared on entry
     */
    void run(int[] tokens, int from, int length, int[] views, boolean backward, boolean emptyToo, long[] marks) {
        int step = backward ? -1 : 1;
        int place = backward ? length : from;
        int end = backward ? 0 : length;
        int shift = backward ? -1 : 0;
        if (emptyToo && simulation.empty(views[place])) {
            BitWords.set(marks, place);
        }
        if (restarts > MAX_RESTARTS) {
            simulate(tokens, views, place, end, step, shift, emptyToo, marks);
            return;
        }
        ensureViews();
        int state = 0;
        int classes = this.classes;
        while (place != end) {
            int view = views[place];
            int tokenClass = tokens[place + shift];
            int[] row = next[view];
            int cell = state * classes + tokenClass;
            int target = cell < row.length ? row[cell] : 0;
            if (target == 0) {
                target = advance(state, view, tokenClass) + 1;
                if (states.size() > MAX_STATES || (long) states.size() * classes * next.length > MAX_CELLS) {
                    long[] current = states.get(target - 1).clone();
                    restarts++;
                    start();
                    ensureViews();
                    target = number(current) + 1;
                } else {
                    remember(view, cell, target);
                }
            }
            state = target - 1;
            place += step;
            int after = views[place];
            byte[] known = accepting[after];
            byte accepts = state < known.length ? known[state] : UNKNOWN;
            if (accepts == UNKNOWN) {
                accepts = accept(state, after);
            }
            if (accepts == YES || (emptyToo && empty[after])) {
                BitWords.set(marks, place);
            }
        }
    }

    private void simulate(
            int[] tokens, int[] views, int from, int end, int step, int shift, boolean emptyToo, long[] marks) {
        long[] active = new long[simulation.words()];
        long[] reached = new long[simulation.words()];
        for (int place = from; place != end; ) {
            simulation.reach(active, views[place], true, reached);
            simulation.keep(reached, tokens[place + shift]);
            long[] swapped = active;
            active = reached;
            reached = swapped;
            place += step;
            if (simulation.accepts(active, views[place]) || (emptyToo && simulation.empty(views[place]))) {
                BitWords.set(marks, place);
            }
        }
    }

    private int advance(int state, int view, int tokenClass) {
        simulation.reach(states.get(state), view, true, scratch);
        simulation.keep(scratch, tokenClass);
        Integer known = numbers.get(new Key(scratch));
        return known != null ? known : number(scratch.clone());
    }

    private byte accept(int state, int view) {
        byte accepts = simulation.accepts(states.get(state), view) ? YES : NO;
        if (state >= accepting[view].length) {
            accepting[view] = Arrays.copyOf(accepting[view], Math.max(16, state * 2));
        }
        accepting[view][state] = accepts;
        return accepts;
    }

    private void remember(int view, int cell, int target) {
        if (cell >= next[view].length) {
            next[view] = Arrays.copyOf(next[view], Math.max(cell + classes, next[view].length * 2));
        }
        next[view][cell] = target;
    }

    private void ensureViews() {
        int count = simulation.views();
        int before = next.length;
        if (before < count) {
            next = Arrays.copyOf(next, count);
            accepting = Arrays.copyOf(accepting, count);
            empty = Arrays.copyOf(empty, count);
            for (int view = before; view < count; view++) {
                next[view] = new int[16 * classes];
                accepting[view] = new byte[16];
                empty[view] = simulation.empty(view);
            }
        }
    }
}
