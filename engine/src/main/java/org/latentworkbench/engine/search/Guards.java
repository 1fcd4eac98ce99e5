package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The conditions of no width of one script, in an order in which each needs only earlier ones. */
final class Guards {
    /** A condition that holds or not at each place between two tokens of a document. */
    sealed interface Guard {
        /** A look-ahead: the automaton, turned round, accepts on the way back from the end. */
        record Ahead(PositionAutomaton reversed, boolean negative) implements Guard {}

        /** A look-behind: the automaton accepts on the way from the start. */
        record Behind(PositionAutomaton automaton, boolean negative) implements Guard {}

        /** From a position of an automaton the rest of its pattern follows; the automaton is given turned round. */
        record Completes(PositionAutomaton reversed, int position) implements Guard {}

        /** The start or the end of the document. */
        record Edge(boolean start) implements Guard {}

        /** The next token passes a test. */
        record Holds(PositionTest test) implements Guard {}
    }

    private final List<Guard> all = new ArrayList<>();
    private final Map<Node, Integer> known = new HashMap<>();
    private final Map<PositionAutomaton, PositionAutomaton> reversed = new HashMap<>();

    int size() {
        return all.size();
    }

    Guard get(int guard) {
        return all.get(guard);
    }

    /** The guard of a look-around whose body is regular. */
    int look(Node.Look look) {
        Integer guard = known.get(look);
        if (guard == null) {
            PositionAutomaton body = Glushkov.build(look.body(), this);
            guard = add(
                    look.behind()
                            ? new Guard.Behind(body, look.negative())
                            : new Guard.Ahead(body.reversed(), look.negative()));
            known.put(look, guard);
        }
        return guard;
    }

    int edge(boolean start) {
        return known.computeIfAbsent(new Node.Edge(start), _ -> add(new Guard.Edge(start)));
    }

    int holds(PositionTest test) {
        return known.computeIfAbsent(new Node.Holds(test), _ -> add(new Guard.Holds(test)));
    }

    int completion(PositionAutomaton automaton, int position) {
        return add(new Guard.Completes(reversed.computeIfAbsent(automaton, PositionAutomaton::reversed), position));
    }

    private int add(Guard guard) {
        all.add(guard);
        return all.size() - 1;
    }

    /** For each guard whether it is among some, or one of those asks for it. */
    boolean[] needed(int[] some) {
        boolean[] needed = new boolean[all.size()];
        for (int guard : some) {
            needed[guard] = true;
        }
        // Each asks for earlier ones only.
        for (int guard = all.size() - 1; guard >= 0; guard--) {
            if (needed[guard]) {
                for (int asked : asked(all.get(guard))) {
                    needed[asked] = true;
                }
            }
        }
        return needed;
    }

    private static int[] asked(Guard guard) {
        return switch (guard) {
            case Guard.Ahead ahead -> ahead.reversed().guards();
            case Guard.Behind behind -> behind.automaton().guards();
            case Guard.Completes completes -> completes.reversed().guards();
            case Guard.Edge _, Guard.Holds _ -> new int[0];
        };
    }
}
