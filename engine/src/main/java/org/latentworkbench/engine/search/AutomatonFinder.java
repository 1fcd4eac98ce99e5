package org.latentworkbench.engine.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds matches of patterns without memory. */
final class AutomatonFinder implements Finder {
    private final GuardPass guards;
    private final Simulation forward;
    private final StateCache cache;
    private @Nullable TableRun table;
    private final Simulation backward;
    private final int within;

    /** @param within most tokens of a match, {@link Integer#MAX_VALUE} for no limit */
    AutomatonFinder(
            PositionAutomaton automaton, PositionAutomaton reversed, int within, Guards guards, TokenSets sets) {
        Alphabet alphabet = Alphabet.of(sets);
        this.guards = new GuardPass(guards, alphabet);
        this.forward = new Simulation(automaton, alphabet);
        this.cache = new StateCache(forward);
        this.backward = new Simulation(reversed, alphabet);
        this.within = within;
        this.table =
                TableRun.suits(automaton, guards) ? new TableRun(forward, guards, this.guards, alphabet, sets) : null;
    }

    @Override
    public boolean find(DocumentTokens document, long[] marks) {
        if (!tabulated(document, marks)) {
            guards.run(document);
            int length = document.length();
            long[] ends = new long[document.placeWords()];
            cache.run(document.symbols(), 0, length, guards.views(forward, length), false, false, ends);
            for (int end = BitWords.next(ends, 1, length + 1);
                    end > 0;
                    end = BitWords.next(ends, end + 1, length + 1)) {
                BitWords.set(marks, end - 1);
            }
        }
        if (within < Integer.MAX_VALUE) {
            keepShort(document, marks);
        }
        return true;
    }

    @Override
    public boolean findAll(DocumentTokens documents, int[] ends, int count, long[] marks) {
        if (table == null || !table.readsMany() || within < Integer.MAX_VALUE) {
            return false;
        }
        if (table.run(documents, ends, count, marks)) {
            return true;
        }
        table = null;
        return false;
    }

    private boolean tabulated(DocumentTokens document, long[] marks) {
        if (table == null) {
            return false;
        }
        if (table.run(document, marks)) {
            return true;
        }
        // Too many states: from now on the way that starts its table over.
        table = null;
        Arrays.fill(marks, 0);
        return false;
    }

    /** Takes back the marks of ends with no start near enough. */
    private void keepShort(DocumentTokens document, long[] marks) {
        int length = document.length();
        int token = BitWords.next(marks, 0, length);
        if (token < 0) {
            return;
        }
        guards.run(document);
        int[] views = guards.views(backward, length);
        for (; token >= 0; token = BitWords.next(marks, token + 1, length)) {
            if (start(document, views, token, true) < 0) {
                marks[token >> 6] &= ~(1L << token);
            }
        }
    }

    @Override
    public int longestStart(DocumentTokens document, int lastToken) {
        guards.run(document);
        int start = start(document, guards.views(backward, document.length()), lastToken, false);
        return start < 0 ? lastToken : start;
    }

    /** Reads backwards from the end of a match; gives the earliest (or the nearest) token it may start with, or -1. */
    private int start(DocumentTokens document, int[] views, int lastToken, boolean nearest) {
        long[] active = new long[backward.words()];
        long[] reached = new long[backward.words()];
        int found = -1;
        for (int token = lastToken; token >= 0 && lastToken - token < within; token--) {
            backward.reach(active, views[token + 1], token == lastToken, reached);
            backward.keep(reached, document.symbols()[token]);
            long[] swapped = active;
            active = reached;
            reached = swapped;
            if (backward.accepts(active, views[token])) {
                found = token;
                if (nearest) {
                    return found;
                }
            }
            if (BitWords.isEmpty(active)) {
                return found;
            }
        }
        return found;
    }
}
