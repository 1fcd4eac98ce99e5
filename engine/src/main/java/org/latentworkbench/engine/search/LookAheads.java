package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Finds in documents that follow one another where look-aheads hold that ask for nothing further, and where a document ends. The
 * documents are turned round, so that a {@link StateTable} reads several of them at a time. For one thread.
 */
final class LookAheads {
    /** @param always whether it holds at the end of a document, and so everywhere */
    private record Ahead(StateTable table, boolean always, boolean negative) {}

    private final List<Optional<Ahead>> asked;
    private int[] turned = new int[0];
    private int[] turnedEnds = new int[0];

    private LookAheads(List<Optional<Ahead>> asked) {
        this.asked = asked;
    }

    /** Empty if one of the guards is of another kind. */
    static Optional<LookAheads> of(int[] numbers, Guards guards, Alphabet alphabet) {
        List<Optional<Ahead>> asked = new ArrayList<>();
        for (int number : numbers) {
            switch (guards.get(number)) {
                case Guards.Guard.Edge _ -> asked.add(Optional.empty());
                case Guards.Guard.Ahead(PositionAutomaton reversed, boolean negative)
                when reversed.guards().length == 0 -> {
                    Simulation simulation = new Simulation(reversed, alphabet);
                    var table = new StateTable(new BehindStates(simulation, guards, alphabet), alphabet.symbols());
                    asked.add(Optional.of(new Ahead(table, simulation.empty(simulation.view(0)), negative)));
                }
                default -> {
                    return Optional.empty();
                }
            }
        }
        return Optional.of(new LookAheads(asked));
    }

    /** Which guards hold at the end of every document, as bits in their order. */
    int atEnd() {
        return holding(true);
    }

    /** Which guards hold where what follows a token says nothing, as bits in their order. */
    private int holding(boolean atEnd) {
        int mask = 0;
        for (int i = 0; i < asked.size(); i++) {
            boolean holds = asked.get(i)
                    .map(ahead -> ahead.always() != ahead.negative())
                    .orElse(atEnd);
            mask |= holds ? 1 << i : 0;
        }
        return mask;
    }

    /**
     * Finds which guards hold before each token.
     *
     * @param symbols symbol of each token
     * @param ends for each document the token after its last; the first one begins at 0
     * @param masks as bits in the order of the guards; written
     * @return false if a look-ahead has too many states for a table
     */
    boolean find(int[] symbols, int[] ends, int count, int[] masks) {
        int length = ends[count - 1];
        turn(symbols, ends, count);
        Arrays.fill(masks, 0, length, holding(false));
        for (int i = 0; i < asked.size(); i++) {
            Optional<Ahead> ahead = asked.get(i).filter(look -> !look.always());
            if (ahead.isPresent() && !flip(ahead.get().table(), count, 1 << i, masks)) {
                return false;
            }
        }
        return true;
    }

    private void turn(int[] symbols, int[] ends, int count) {
        int length = ends[count - 1];
        if (turned.length < length) {
            turned = new int[Math.max(length, 2 * turned.length)];
        }
        if (turnedEnds.length < count) {
            turnedEnds = new int[Math.max(count, 2 * turnedEnds.length)];
        }
        for (int t = 0; t < length; t++) {
            turned[t] = symbols[length - 1 - t];
        }
        for (int d = 0; d < count; d++) {
            turnedEnds[d] = length - (d == count - 1 ? 0 : ends[count - 2 - d]);
        }
    }

    private boolean flip(StateTable table, int count, int bit, int[] masks) {
        int length = turnedEnds[count - 1];
        long[] found = new long[BitWords.words(length)];
        if (!table.run(turned, turnedEnds, count, found)) {
            return false;
        }
        for (int word = 0; word < found.length; word++) {
            for (long bits = found[word]; bits != 0; bits &= bits - 1) {
                masks[length - 1 - ((word << 6) + Long.numberOfTrailingZeros(bits))] ^= bit;
            }
        }
        return true;
    }
}
