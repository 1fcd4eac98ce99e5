package org.latentworkbench.engine.search;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Finds where each guard of a script holds in a document, by one pass forward or backward for each. For one thread.
 */
final class GuardPass {
    private final Guards guards;
    private final Simulation[] simulations;
    private final StateCache[] caches;
    private final Map<PositionAutomaton, Simulation> completions = new HashMap<>();
    private final Map<PositionAutomaton, long[][]> reachable = new HashMap<>();
    private final boolean[] varying;
    private long[][] holds = new long[0][];

    GuardPass(Guards guards, Alphabet alphabet) {
        this.guards = guards;
        this.simulations = new Simulation[guards.size()];
        this.caches = new StateCache[guards.size()];
        this.varying = new boolean[guards.size()];
        for (int i = 0; i < guards.size(); i++) {
            switch (guards.get(i)) {
                case Guards.Guard.Ahead ahead -> simulations[i] = new Simulation(ahead.reversed(), alphabet);
                case Guards.Guard.Behind behind -> simulations[i] = new Simulation(behind.automaton(), alphabet);
                case Guards.Guard.Completes completes ->
                    completions.computeIfAbsent(completes.reversed(), automaton -> new Simulation(automaton, alphabet));
                case Guards.Guard.Edge _, Guards.Guard.Holds _ -> {}
            }
            varying[i] = varies(guards.get(i));
            if (simulations[i] != null) {
                caches[i] = new StateCache(simulations[i]);
            }
        }
    }

    /** Whether a guard can change with the assignment of variables; those it builds on come before it. */
    private boolean varies(Guards.Guard guard) {
        return switch (guard) {
            case Guards.Guard.Ahead ahead -> varies(ahead.reversed());
            case Guards.Guard.Behind behind -> varies(behind.automaton());
            case Guards.Guard.Completes completes -> varies(completes.reversed());
            case Guards.Guard.Edge _ -> false;
            case Guards.Guard.Holds test -> test.test() instanceof PositionTest.Given;
        };
    }

    private boolean varies(PositionAutomaton automaton) {
        boolean varies = false;
        for (int position = 0; position < automaton.positions(); position++) {
            varies |= automaton.set(position) < 0;
        }
        for (int guard : automaton.guards()) {
            varies |= varying[guard];
        }
        return varies;
    }

    /** Looks at a document; until the next call {@link #holds} and {@link #views} speak of it. */
    void run(DocumentTokens document) {
        run(document, true);
    }

    /** As {@link #run(DocumentTokens)}, for some guards only. */
    void run(DocumentTokens document, boolean[] needed) {
        reachable.clear();
        holds = new long[guards.size()][];
        for (int i = 0; i < holds.length; i++) {
            if (needed[i]) {
                holds[i] = places(i, document);
            }
        }
    }

    /** The places where a guard holds, as bits. */
    long[] holding(int guard) {
        return holds[guard];
    }

    /**
     * Looks at a document again.
     *
     * @param anew whether it is another document; otherwise only the assignment of variables has changed
     */
    void run(DocumentTokens document, boolean anew) {
        reachable.clear();
        if (anew) {
            holds = new long[guards.size()][];
        }
        for (int i = 0; i < holds.length; i++) {
            if (anew || varying[i]) {
                holds[i] = places(i, document);
            }
        }
    }

    /** Whether a guard holds at a place, from 0 to the length of the document. */
    boolean holds(int guard, int place) {
        return BitWords.get(holds[guard], place);
    }

    private long[] places(int number, DocumentTokens document) {
        return switch (guards.get(number)) {
            case Guards.Guard.Ahead ahead -> look(number, document, true, ahead.negative());
            case Guards.Guard.Behind behind -> look(number, document, false, behind.negative());
            case Guards.Guard.Completes completes -> {
                long[][] reach =
                        reachable.computeIfAbsent(completes.reversed(), automaton -> reach(automaton, document));
                yield reach[completes.position()];
            }
            case Guards.Guard.Edge edge -> {
                long[] bits = new long[document.placeWords()];
                BitWords.set(bits, edge.start() ? 0 : document.length());
                yield bits;
            }
            case Guards.Guard.Holds test -> document.passing(test.test());
        };
    }

    private long[] look(int number, DocumentTokens document, boolean backward, boolean negative) {
        long[] bits = new long[document.placeWords()];
        int[] views = views(simulations[number], document.length());
        caches[number].run(document.symbols(), 0, document.length(), views, backward, true, bits);
        if (negative) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] = ~bits[i];
            }
            DocumentTokens.clearAfter(bits, document.length() + 1);
        }
        return bits;
    }

    /** For each position the places from which the rest of the pattern follows after it. */
    private long[][] reach(PositionAutomaton reversed, DocumentTokens document) {
        Simulation simulation = Objects.requireNonNull(completions.get(reversed));
        int[] views = views(simulation, document.length());
        long[][] places = new long[reversed.positions()][document.placeWords()];
        long[] active = new long[simulation.words()];
        long[] reached = new long[simulation.words()];
        for (int place = document.length(); ; place--) {
            simulation.reach(active, views[place], true, reached);
            for (int word = 0; word < reached.length; word++) {
                for (long bits = reached[word]; bits != 0; bits &= bits - 1) {
                    BitWords.set(places[(word << 6) + Long.numberOfTrailingZeros(bits)], place);
                }
            }
            if (place == 0) {
                return places;
            }
            System.arraycopy(reached, 0, active, 0, active.length);
            simulation.keep(active, document.symbols()[place - 1]);
        }
    }

    /** The number of an automaton's view at each place of the document. */
    int[] views(Simulation simulation, int length) {
        return views(simulation, 0, length);
    }

    /** As {@link #views(Simulation, int)}, but only from a place on. */
    int[] views(Simulation simulation, int from, int length) {
        int[] numbers = simulation.automaton().guards();
        int[] views = new int[length + 1];
        if (numbers.length == 0) {
            Arrays.fill(views, simulation.view(0));
            return views;
        }
        // Most guards hold at few places; where none holds there is nothing to look up.
        Arrays.fill(views, from, length + 1, simulation.view(0));
        for (int word = from >> 6; word <= length >> 6; word++) {
            long any = 0;
            for (int number : numbers) {
                any |= holds[number][word];
            }
            while (any != 0) {
                int place = (word << 6) + Long.numberOfTrailingZeros(any);
                any &= any - 1;
                if (place >= from && place <= length) {
                    views[place] = simulation.view(mask(numbers, place));
                }
            }
        }
        return views;
    }

    private long mask(int[] numbers, int place) {
        long mask = 0;
        for (int i = 0; i < numbers.length; i++) {
            if (BitWords.get(holds[numbers[i]], place)) {
                mask |= 1L << i;
            }
        }
        return mask;
    }
}
