package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Advances an automaton together with the look-behinds that it asks for: what stands before a place is known when it is
 * reached. A state is the active positions of the automaton, then of each look-behind, then whether it is that of the start of a
 * document. For one thread.
 */
final class BehindStates {
    /** A look-behind, or the automaton itself with guard -1. */
    private record Part(Simulation simulation, int guard, boolean negative, int from) {}

    private final List<Part> parts = new ArrayList<>();
    private final int[] asked;
    private final int[] starts;
    private final boolean[] holds;
    private final int size;

    BehindStates(Simulation simulation, Guards guards, Alphabet alphabet) {
        asked = asked(simulation.automaton(), guards);
        holds = new boolean[guards.size()];
        int words = simulation.words();
        parts.add(new Part(simulation, -1, false, 0));
        BitSet used = used(simulation.automaton(), guards);
        for (int guard : used.stream().toArray()) {
            if (guards.get(guard) instanceof Guards.Guard.Behind(PositionAutomaton automaton, boolean negative)) {
                Simulation look = new Simulation(automaton, alphabet);
                parts.add(new Part(look, guard, negative, words));
                words += look.words();
            }
        }
        starts = used.stream()
                .filter(guard -> guards.get(guard).equals(new Guards.Guard.Edge(true)))
                .toArray();
        size = words + 1;
    }

    /** The guards that an automaton and its look-behinds ask for, ascending. */
    private static BitSet used(PositionAutomaton automaton, Guards guards) {
        BitSet used = new BitSet();
        use(automaton, guards, used);
        return used;
    }

    private static void use(PositionAutomaton automaton, Guards guards, BitSet used) {
        for (int guard : automaton.guards()) {
            used.set(guard);
            if (guards.get(guard) instanceof Guards.Guard.Behind behind) {
                use(behind.automaton(), guards, used);
            }
        }
    }

    /** The guards that do not follow from what stands before a place. */
    static int[] asked(PositionAutomaton automaton, Guards guards) {
        return used(automaton, guards).stream()
                .filter(guard -> !(guards.get(guard) instanceof Guards.Guard.Behind)
                        && !guards.get(guard).equals(new Guards.Guard.Edge(true)))
                .toArray();
    }

    /** As {@link #asked(PositionAutomaton, Guards)}; which of them hold at a place is given as bits in this order. */
    int[] asked() {
        return asked;
    }

    /** The state at the start of a document. */
    long[] first() {
        long[] state = new long[size];
        state[size - 1] = 1;
        return state;
    }

    /**
     * The state after a token.
     *
     * @param state the one before it
     * @param places which guards hold before it
     */
    long[] step(long[] state, int places, int symbol) {
        ask(state, places);
        long[] after = new long[size];
        for (Part part : parts) {
            Simulation simulation = part.simulation();
            long[] reached = new long[simulation.words()];
            simulation.reach(active(state, part), view(simulation), true, reached);
            simulation.keep(reached, symbol);
            System.arraycopy(reached, 0, after, part.from(), reached.length);
        }
        return after;
    }

    /** Whether a match ends at a place where some guards hold. */
    boolean accepts(long[] state, int places) {
        ask(state, places);
        Part whole = parts.getFirst();
        return whole.simulation().accepts(active(state, whole), view(whole.simulation()));
    }

    /** Finds which guards hold; each needs only earlier ones. */
    private void ask(long[] state, int places) {
        for (int i = 0; i < asked.length; i++) {
            holds[asked[i]] = (places >> i & 1) != 0;
        }
        for (int guard : starts) {
            holds[guard] = state[size - 1] != 0;
        }
        for (Part part : parts.subList(1, parts.size())) {
            int view = view(part.simulation());
            boolean found = part.simulation().accepts(active(state, part), view)
                    || part.simulation().empty(view);
            holds[part.guard()] = found != part.negative();
        }
    }

    private static long[] active(long[] state, Part part) {
        return java.util.Arrays.copyOfRange(
                state, part.from(), part.from() + part.simulation().words());
    }

    private int view(Simulation simulation) {
        int[] guards = simulation.automaton().guards();
        long mask = 0;
        for (int i = 0; i < guards.length; i++) {
            mask |= holds[guards[i]] ? 1L << i : 0;
        }
        return simulation.view(mask);
    }
}
