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
    private long[][] holds = new long[0][];

    GuardPass(Guards guards, TokenSets sets) {
        this.guards = guards;
        this.simulations = new Simulation[guards.size()];
        this.caches = new StateCache[guards.size()];
        for (int i = 0; i < guards.size(); i++) {
            switch (guards.get(i)) {
                case Guards.Guard.Ahead ahead -> simulations[i] = new Simulation(ahead.reversed(), sets);
                case Guards.Guard.Behind behind -> simulations[i] = new Simulation(behind.automaton(), sets);
                case Guards.Guard.Completes completes ->
                    completions.computeIfAbsent(completes.reversed(), automaton -> new Simulation(automaton, sets));
                case Guards.Guard.Edge _, Guards.Guard.Holds _ -> {}
            }
            if (simulations[i] != null) {
                caches[i] = new StateCache(simulations[i]);
            }
        }
    }

    /** Looks at a document; until the next call {@link #holds} and {@link #views} speak of it. */
    void run(DocumentTokens document) {
        reachable.clear();
        holds = new long[guards.size()][];
        for (int i = 0; i < holds.length; i++) {
            holds[i] = places(i, document);
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
                long[] bits = new long[document.placeWords()];
                for (int place = 0; place <= document.length(); place++) {
                    if (BitWords.get(reach[place], completes.position())) {
                        BitWords.set(bits, place);
                    }
                }
                yield bits;
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
        caches[number].run(document.classes(), document.length(), views, backward, true, bits);
        if (negative) {
            for (int i = 0; i < bits.length; i++) {
                bits[i] = ~bits[i];
            }
            DocumentTokens.clearAfter(bits, document.length() + 1);
        }
        return bits;
    }

    /** For each place the positions after which the rest of the pattern follows from there. */
    private long[][] reach(PositionAutomaton reversed, DocumentTokens document) {
        Simulation simulation = Objects.requireNonNull(completions.get(reversed));
        int[] views = views(simulation, document.length());
        long[][] reach = new long[document.length() + 1][simulation.words()];
        long[] active = new long[simulation.words()];
        for (int place = document.length(); ; place--) {
            simulation.reach(active, views[place], true, reach[place]);
            if (place == 0) {
                return reach;
            }
            active = reach[place].clone();
            simulation.keep(active, document.classes()[place - 1]);
        }
    }

    /** The number of an automaton's view at each place of the document. */
    int[] views(Simulation simulation, int length) {
        int[] numbers = simulation.automaton().guards();
        int[] views = new int[length + 1];
        if (numbers.length == 0) {
            Arrays.fill(views, simulation.view(0));
            return views;
        }
        for (int place = 0; place <= length; place++) {
            long mask = 0;
            for (int i = 0; i < numbers.length; i++) {
                if (BitWords.get(holds[numbers[i]], place)) {
                    mask |= 1L << i;
                }
            }
            views[place] = simulation.view(mask);
        }
        return views;
    }
}
