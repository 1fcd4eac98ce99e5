package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;

/**
 * A position automaton with guards. Immutable; running it is {@link Simulation}'s matter.
 *
 * <p>Guards are numbered from 0 within the automaton, as bits of a mask; {@link #guards} gives their numbers in {@link
 * Guards}. An entry or edge may be taken at a place between two tokens where all guards of its mask hold.
 */
final class PositionAutomaton {
    /** A position and the guards under which it is entered, left or followed. */
    record Entry(int position, long guards) {}

    private final int[] sets;
    private final List<Entry> first;
    private final List<Entry> last;
    private final List<List<Entry>> follow;
    private final long[] empty;
    private final int[] guards;

    PositionAutomaton(
            int[] sets, List<Entry> first, List<Entry> last, List<List<Entry>> follow, long[] empty, int[] guards) {
        this.sets = sets;
        this.first = List.copyOf(first);
        this.last = List.copyOf(last);
        this.follow = List.copyOf(follow);
        this.empty = empty.clone();
        this.guards = guards.clone();
    }

    /** The same for texts read from their end: edges turned round. */
    PositionAutomaton reversed() {
        List<List<Entry>> backwards = new ArrayList<>();
        for (int i = 0; i < sets.length; i++) {
            backwards.add(new ArrayList<>());
        }
        for (int from = 0; from < sets.length; from++) {
            for (Entry edge : follow.get(from)) {
                backwards.get(edge.position()).add(new Entry(from, edge.guards()));
            }
        }
        return new PositionAutomaton(sets, last, first, backwards, empty, guards);
    }

    int positions() {
        return sets.length;
    }

    /** The token set that a position tests. */
    int set(int position) {
        return sets[position];
    }

    List<Entry> first() {
        return first;
    }

    List<Entry> last() {
        return last;
    }

    List<Entry> follow(int position) {
        return follow.get(position);
    }

    /** The masks of guards under which nothing at all is a match. */
    long[] empty() {
        return empty;
    }

    int[] guards() {
        return guards;
    }

    /** Whether a match may end after a position whatever follows. */
    boolean endsAlways(int position) {
        return last.contains(new Entry(position, 0));
    }
}
