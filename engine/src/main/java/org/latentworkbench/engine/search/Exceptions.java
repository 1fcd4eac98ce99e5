package org.latentworkbench.engine.search;

import java.util.List;

/**
 * The tokens of one kind for a query and a latent.
 *
 * @param kind which
 * @param matchedFiring exact number of matched tokens on which the latent fires
 * @param matchedSilent exact number of matched tokens on which it is silent; the two add up to the matches
 * @param firingUnmatched exact number of unmatched tokens on which it fires; with the first it adds up to its firings
 * @param examples some of the tokens of that kind
 */
public record Exceptions(
        ExceptionKind kind,
        long matchedFiring,
        long matchedSilent,
        long firingUnmatched,
        List<ExceptionExample> examples) {
    /** Number of tokens of the kind. */
    public long count() {
        return switch (kind) {
            case MATCHED_FIRING -> matchedFiring;
            case MATCHED_SILENT -> matchedSilent;
            case FIRING_UNMATCHED -> firingUnmatched;
        };
    }
}
