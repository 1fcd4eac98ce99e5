package org.latentworkbench.engine.search;

import java.util.List;

/**
 * How a script is searched for in an index.
 *
 * @param match what a match is, in one sentence
 * @param method how matches are found in a document, in one sentence
 * @param needed what every document with a match holds, the rarest first
 * @param documentsRead documents that are read because they hold all that was asked for in the postings
 * @param documents documents of the corpus
 * @param contextsRead contexts of the documents that are read
 * @param contexts contexts of the corpus
 * @param tokensRead tokens of the documents that are read
 */
public record SearchPlan(
        String match,
        String method,
        List<Needed> needed,
        long documentsRead,
        long documents,
        long contextsRead,
        long contexts,
        long tokensRead) {
    /**
     * Tokens of which every document with a match holds one.
     *
     * @param tokens their number
     * @param examples the texts of a few
     * @param inPostings whether the postings were asked for the documents that hold one
     */
    public record Needed(int tokens, List<String> examples, boolean inPostings) {}

    /** Copies the list. */
    public SearchPlan {
        needed = List.copyOf(needed);
    }
}
