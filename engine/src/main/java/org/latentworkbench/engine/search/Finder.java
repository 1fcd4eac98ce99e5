package org.latentworkbench.engine.search;

/** One way of finding matches. For one thread. */
interface Finder {
    /**
     * Marks the last token of every match.
     *
     * @param marks bits by token, cleared on entry
     * @return false when it gave up before all matches were found
     */
    boolean find(DocumentTokens document, long[] marks);

    /**
     * Marks the last token of every match in documents that follow one another, of which nothing but the tokens is known.
     *
     * @param documents all of them as one
     * @param ends for each document the token after its last; the first one begins at 0
     * @param marks bits by token, cleared on entry
     * @return false when it can only do one after the other; marks are then of no use
     */
    default boolean findAll(DocumentTokens documents, int[] ends, int count, long[] marks) {
        return false;
    }

    /** First token of the longest match that ends with a token; the token itself if that is not known. */
    int longestStart(DocumentTokens document, int lastToken);
}
