package org.latentworkbench.engine.search;

import java.util.List;

/**
 * Where a script matches in a corpus, and which latents follow it. Immutable.
 *
 * @param script the script as searched
 * @param regex its compiled form
 * @param options as searched
 * @param positions the matched tokens, as positions of the corpus
 * @param matches their number
 * @param tokens tokens in the searched documents
 * @param seconds everything, compiling included
 * @param matchSeconds the part spent matching
 * @param rankSeconds the part spent ranking
 * @param firingLatents latents that fire on at least one match, before filter and limit
 * @param latents the ranked latents, largest cosine first, ties by id
 * @param incompleteDocuments documents in which back-references ran out of budget; some matches there may be missing
 */
public record SearchResult(
        String script,
        TokenRegex regex,
        SearchOptions options,
        MatchPositions positions,
        long matches,
        long tokens,
        double seconds,
        double matchSeconds,
        double rankSeconds,
        int firingLatents,
        List<RankedLatent> latents,
        int incompleteDocuments) {
    /** Matches per million tokens. */
    public double perMillion() {
        return tokens == 0 ? 0 : matches * 1e6 / tokens;
    }
}
