package org.latentworkbench.engine.search;

/** Hears of matches while a search runs, so that the first can be shown at once. */
@FunctionalInterface
public interface MatchListener {
    /** Does nothing. */
    MatchListener NONE = (_, _, _) -> {};

    /**
     * Takes the matches of some documents. Called by one thread at a time, though not always the same one, and no longer
     * once the search has returned; batches come in no certain order.
     *
     * @param positions positions of the corpus on which a match ends, ascending, at most {@link TokenSearch#BATCH} of them
     * @param matches matches found so far, those of this batch included
     * @param tokensRead tokens passed so far
     */
    void found(long[] positions, long matches, long tokensRead);
}
