package org.latentworkbench.engine.search;

import org.latentworkbench.engine.error.BadInputException;

/**
 * What a search takes into account besides the script.
 *
 * @param ignoreCase compare literals, back-references and regular expressions without regard to case
 * @param firstDocument first document searched
 * @param endDocument document after the last one searched; the corpus may have fewer
 * @param firstToken matches count only from this token of their document on, counted from 0
 * @param endToken matches count only before this token of their document
 * @param minimumMatches with fewer matches no latent is ranked
 * @param filter which latents are ranked
 * @param limit number of ranked latents kept, best first
 */
public record SearchOptions(
        boolean ignoreCase,
        int firstDocument,
        int endDocument,
        int firstToken,
        int endToken,
        long minimumMatches,
        LatentFilter filter,
        int limit) {
    /** Checks that the bounds are no negative numbers. */
    public SearchOptions {
        if (firstDocument < 0 || firstToken < 0 || endDocument < 0 || endToken < 0 || limit < 0) {
            throw new BadInputException("Bounds of a search count from 0; one of them is negative.");
        }
    }

    /** Everything, case counts, all latents that fire on a match. */
    public static final SearchOptions DEFAULT = new SearchOptions(
            false, 0, Integer.MAX_VALUE, 0, Integer.MAX_VALUE, 1, LatentFilter.ALL, Integer.MAX_VALUE);

    /** Whether every token of a corpus of so many documents is searched. */
    boolean wholeCorpus(int documents) {
        return firstDocument <= 0 && endDocument >= documents && firstToken <= 0 && endToken == Integer.MAX_VALUE;
    }

    /** The same, keeping only the best latents. */
    public SearchOptions withLimit(int best) {
        return new SearchOptions(
                ignoreCase, firstDocument, endDocument, firstToken, endToken, minimumMatches, filter, best);
    }

    /** The same with or without regard to case. */
    public SearchOptions withIgnoreCase(boolean ignore) {
        return new SearchOptions(
                ignore, firstDocument, endDocument, firstToken, endToken, minimumMatches, filter, limit);
    }

    /** The same with other latents. */
    public SearchOptions withFilter(LatentFilter other) {
        return new SearchOptions(
                ignoreCase, firstDocument, endDocument, firstToken, endToken, minimumMatches, other, limit);
    }

    /** The same with other documents. */
    public SearchOptions withDocuments(int first, int end) {
        return new SearchOptions(ignoreCase, first, end, firstToken, endToken, minimumMatches, filter, limit);
    }

    /** The same with other places in a document. */
    public SearchOptions withTokens(int first, int end) {
        return new SearchOptions(ignoreCase, firstDocument, endDocument, first, end, minimumMatches, filter, limit);
    }

    /** The same with another minimum of matches. */
    public SearchOptions withMinimumMatches(long minimum) {
        return new SearchOptions(ignoreCase, firstDocument, endDocument, firstToken, endToken, minimum, filter, limit);
    }
}
