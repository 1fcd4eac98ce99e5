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

    /** First token of the longest match that ends with a token; the token itself if that is not known. */
    int longestStart(DocumentTokens document, int lastToken);
}
