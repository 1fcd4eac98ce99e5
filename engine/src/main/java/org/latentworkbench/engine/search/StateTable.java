package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * An automaton as a deterministic one, built while it runs: one look-up a token, which also tells whether a match ends there.
 * A symbol is the class of a token and which guards hold before and after it. For one thread.
 */
final class StateTable {
    private static final int MAX_CELLS = 1 << 20;
    private static final int UNKNOWN = -1;

    /** Documents read at a time: a look-up has to wait for the one before it, but not for those in another document. */
    private static final int LANES = 4;

    private final BehindStates behind;
    private final int classes;
    private final int width;
    private final Map<List<Long>, Integer> numbers = new HashMap<>();
    private final List<long[]> states = new ArrayList<>();

    /** For each state a row by symbol: twice the start of the next state's row, plus one where that ends a match. */
    private int[] next = new int[0];

    private final int[] documents = new int[LANES];
    private final int[] places = new int[LANES];
    private final int[] rows = new int[LANES];

    StateTable(BehindStates behind, int classes) {
        this.behind = behind;
        this.classes = classes;
        this.width = classes << (2 * behind.asked().length);
        number(behind.first());
    }

    /**
     * Marks the last token of every match in one document.
     *
     * @param symbols symbol of each token
     * @param from its first token
     * @param end the token after its last
     * @param marks bits by token; some are set
     * @return false if the automaton has too many states for a table; marks are then of no use
     */
    boolean run(int[] symbols, int from, int end, long[] marks) {
        return run(symbols, from, end, 0, marks);
    }

    private boolean run(int[] symbols, int from, int end, int first, long[] marks) {
        int[] table = next;
        int row = first;
        for (int begin = from; begin < end; begin = (begin | 63) + 1) {
            int stop = Math.min(end, (begin | 63) + 1);
            long word = 0;
            for (int t = begin; t < stop; t++) {
                int target = table[row + symbols[t]];
                if (target < 0) {
                    target = step(row, symbols[t]);
                    if (target < 0) {
                        return false;
                    }
                    table = next;
                }
                word |= (long) (target & 1) << t;
                row = target >>> 1;
            }
            marks[begin >> 6] |= word;
        }
        return true;
    }

    /**
     * Marks the last token of every match in documents that follow one another.
     *
     * @param ends for each document the token after its last; the first one begins at 0
     * @return as {@link #run(int[], int, int, long[])}
     */
    boolean run(int[] symbols, int[] ends, int count, long[] marks) {
        int[] stops = share(ends, count);
        for (int lane = 0; lane < LANES; lane++) {
            documents[lane] = lane == 0 ? 0 : stops[lane - 1];
            places[lane] = begin(ends, documents[lane]);
            rows[lane] = 0;
        }
        while (allGoOn(stops)) {
            int steps = Long.SIZE;
            for (int lane = 0; lane < LANES; lane++) {
                steps = Math.min(steps, ends[documents[lane]] - places[lane]);
            }
            if (!together(symbols, steps, marks)) {
                return false;
            }
            for (int lane = 0; lane < LANES; lane++) {
                places[lane] += steps;
                if (places[lane] == ends[documents[lane]]) {
                    documents[lane]++;
                    rows[lane] = 0;
                }
            }
        }
        for (int lane = 0; lane < LANES; lane++) {
            for (int d = documents[lane]; d < stops[lane]; d++) {
                if (!run(symbols, places[lane], ends[d], rows[lane], marks)) {
                    return false;
                }
                places[lane] = ends[d];
                rows[lane] = 0;
            }
        }
        return true;
    }

    /** For each lane the document after its last, so that all have about equally many tokens. */
    private static int[] share(int[] ends, int count) {
        int[] stops = new int[LANES];
        long tokens = begin(ends, count);
        int document = 0;
        for (int lane = 0; lane < LANES - 1; lane++) {
            long wanted = tokens * (lane + 1) / LANES;
            while (document < count && ends[document] <= wanted) {
                document++;
            }
            stops[lane] = document;
        }
        stops[LANES - 1] = count;
        return stops;
    }

    private static int begin(int[] ends, int document) {
        return document == 0 ? 0 : ends[document - 1];
    }

    private boolean allGoOn(int[] stops) {
        for (int lane = 0; lane < LANES; lane++) {
            if (documents[lane] >= stops[lane]) {
                return false;
            }
        }
        return true;
    }

    /** Reads up to 64 tokens of each lane. */
    private boolean together(int[] symbols, int steps, long[] marks) {
        int[] table = next;
        int place0 = places[0];
        int place1 = places[1];
        int place2 = places[2];
        int place3 = places[3];
        int row0 = rows[0];
        int row1 = rows[1];
        int row2 = rows[2];
        int row3 = rows[3];
        long word0 = 0;
        long word1 = 0;
        long word2 = 0;
        long word3 = 0;
        for (int step = 0; step < steps; step++) {
            int target0 = table[row0 + symbols[place0 + step]];
            int target1 = table[row1 + symbols[place1 + step]];
            int target2 = table[row2 + symbols[place2 + step]];
            int target3 = table[row3 + symbols[place3 + step]];
            if ((target0 | target1 | target2 | target3) < 0) {
                target0 = known(target0, row0, symbols[place0 + step]);
                target1 = known(target1, row1, symbols[place1 + step]);
                target2 = known(target2, row2, symbols[place2 + step]);
                target3 = known(target3, row3, symbols[place3 + step]);
                if ((target0 | target1 | target2 | target3) < 0) {
                    return false;
                }
                table = next;
            }
            word0 |= (long) (target0 & 1) << step;
            word1 |= (long) (target1 & 1) << step;
            word2 |= (long) (target2 & 1) << step;
            word3 |= (long) (target3 & 1) << step;
            row0 = target0 >>> 1;
            row1 = target1 >>> 1;
            row2 = target2 >>> 1;
            row3 = target3 >>> 1;
        }
        rows[0] = row0;
        rows[1] = row1;
        rows[2] = row2;
        rows[3] = row3;
        BitWords.or(marks, place0, word0);
        BitWords.or(marks, place1, word1);
        BitWords.or(marks, place2, word2);
        BitWords.or(marks, place3, word3);
        return true;
    }

    private int known(int target, int row, int symbol) {
        return target < 0 ? step(row, symbol) : target;
    }

    private int step(int row, int symbol) {
        int asked = behind.asked().length;
        int places = symbol / classes;
        int before = places >> asked;
        int after = places & (1 << asked) - 1;
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
