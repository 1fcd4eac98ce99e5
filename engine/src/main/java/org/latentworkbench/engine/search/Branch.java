package org.latentworkbench.engine.search;

/** Finds the matches that begin with one {@link Head}. For one thread. */
interface Branch {
    /** Marks the last token of every match; false when it cannot tell all of them. */
    boolean find(DocumentTokens document, long[] marks);

    /** Whether it takes time proportional to the length of a document, and needs nothing to be known of it. */
    boolean linear();
}
