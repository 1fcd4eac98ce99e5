package org.latentworkbench.engine.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Finds matches of patterns without memory. */
final class AutomatonFinder implements Finder {
    private final GuardPass guards;
    private final Simulation forward;
    private final StateCache cache;
    private @Nullable PlainRun plain;
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
        this.plain = automaton.guards().length == 0 && within == Integer.MAX_VALUE ? new PlainRun(forward, sets) : null;
    }

    @Override
    public boolean find(DocumentTokens document, long[] marks) {
        int length = document.length();
        if (plain != null) {
            if (plain.run(document.tokens(), length, marks)) {
                return true;
            }
            // Too many states: from now on the way that starts its table over.
            plain = null;
            Arrays.fill(marks, 0);
        }
        guards.run(document);
        long[] ends = new long[document.placeWords()];
        cache.run(document.symbols(), 0, length, guards.views(forward, length), false, false, ends);
        int[] views = within == Integer.MAX_VALUE ? new int[0] : guards.views(backward, length);
        for (int end = BitWords.next(ends, 1, length + 1); end > 0; end = BitWords.next(ends, end + 1, length + 1)) {
            if (within == Integer.MAX_VALUE || start(document, views, end - 1, true) >= 0) {
                BitWords.set(marks, end - 1);
            }
        }
        return true;
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
