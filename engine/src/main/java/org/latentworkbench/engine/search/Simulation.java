package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.search.PositionAutomaton.Entry;

/**
 * Runs a position automaton with one bit for each position, 64 of them a machine word: all ways through the pattern advance
 * together. A step goes from the positions that matched the last token to those that may match next, and keeps the ones
 * whose test the next token passes. For one thread.
 */
final class Simulation {
    /** What the edges look like where a certain combination of guards holds. */
    private record View(long[] first, long[] last, long[][] follow, boolean empty) {}

    private final PositionAutomaton automaton;
    private final Alphabet alphabet;
    private final int words;
    private final long[] @Nullable [] passing;
    private final Map<Long, Integer> numbers = new HashMap<>();
    private final List<View> views = new ArrayList<>();
    private final int[] few = new int[64];
    private long lastMask;
    private int lastView = -1;

    Simulation(PositionAutomaton automaton, Alphabet alphabet) {
        this.automaton = automaton;
        this.alphabet = alphabet;
        this.words = BitWords.words(automaton.positions());
        this.passing = new long[alphabet.symbols()][];
        Arrays.fill(few, -1);
    }

    private long[] passing(int symbol) {
        long[] positions = new long[words];
        for (int position = 0; position < automaton.positions(); position++) {
            if (alphabet.passes(automaton.set(position), symbol)) {
                BitWords.set(positions, position);
            }
        }
        passing[symbol] = positions;
        return positions;
    }

    PositionAutomaton automaton() {
        return automaton;
    }

    int words() {
        return words;
    }

    int symbols() {
        return passing.length;
    }

    int views() {
        return views.size();
    }

    /** The number of the view in which exactly the guards of a mask hold. */
    int view(long mask) {
        if (lastView >= 0 && mask == lastMask) {
            return lastView;
        }
        lastMask = mask;
        if (mask >= 0 && mask < few.length) {
            int known = few[(int) mask];
            if (known < 0) {
                known = build(mask);
                few[(int) mask] = known;
            }
            lastView = known;
        } else {
            lastView = numbers.computeIfAbsent(mask, this::build);
        }
        return lastView;
    }

    private int build(long mask) {
        long[][] follow = new long[automaton.positions()][];
        for (int position = 0; position < follow.length; position++) {
            follow[position] = bits(automaton.follow(position), mask);
        }
        boolean empty = false;
        for (long condition : automaton.empty()) {
            empty |= (condition & ~mask) == 0;
        }
        views.add(new View(bits(automaton.first(), mask), bits(automaton.last(), mask), follow, empty));
        return views.size() - 1;
    }

    private long[] bits(List<Entry> entries, long mask) {
        long[] bits = new long[words];
        for (Entry entry : entries) {
            if ((entry.guards() & ~mask) == 0) {
                BitWords.set(bits, entry.position());
            }
        }
        return bits;
    }

    /** Puts the positions that may come next into {@code into}; those at the start of the pattern only if asked to. */
    void reach(long[] active, int view, boolean entering, long[] into) {
        View edges = views.get(view);
        for (int word = 0; word < words; word++) {
            into[word] = entering ? edges.first()[word] : 0;
        }
        for (int word = 0; word < words; word++) {
            long bits = active[word];
            while (bits != 0) {
                BitWords.or(into, edges.follow()[(word << 6) + Long.numberOfTrailingZeros(bits)]);
                bits &= bits - 1;
            }
        }
    }

    /** Keeps the positions whose test a token passes. */
    void keep(long[] reached, int symbol) {
        long[] known = passing[symbol];
        long[] pass = known == null ? passing(symbol) : known;
        for (int word = 0; word < words; word++) {
            reached[word] &= pass[word];
        }
    }

    /** Whether the positions that matched the last token end a match. */
    boolean accepts(long[] active, int view) {
        return BitWords.intersects(active, views.get(view).last());
    }

    /** Whether nothing at all is a match. */
    boolean empty(int view) {
        return views.get(view).empty();
    }
}
