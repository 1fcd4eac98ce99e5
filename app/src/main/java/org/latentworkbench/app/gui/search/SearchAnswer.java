package org.latentworkbench.app.gui.search;

import java.util.List;
import java.util.Optional;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.engine.index.ContextHit;
import org.latentworkbench.engine.search.SearchResult;

/**
 * What a query found.
 *
 * @param query the question
 * @param explanation what a match is, in one sentence
 * @param corpora matches per corpus
 * @param summary how many latents, in words
 * @param cost what it took, in words
 * @param rows ranked latents
 * @param result the matches, for exceptions; empty where the query is not a pattern
 * @param found contexts found by words, in their order; empty for patterns
 * @param contexts the same as strips
 */
record SearchAnswer(
        SearchQuery query,
        String explanation,
        List<CorpusMatches> corpora,
        String summary,
        String cost,
        List<RankedRow> rows,
        Optional<SearchResult> result,
        List<ContextHit> found,
        List<StripItem> contexts) {
    static final SearchAnswer NONE = new SearchAnswer(
            SearchQuery.EMPTY, "", List.of(), "", "", List.of(), Optional.empty(), List.of(), List.of());

    /**
     * Matches in one corpus.
     *
     * @param corpus its name
     * @param matches their number
     * @param perMillion matches per million tokens
     * @param millis time it took
     */
    record CorpusMatches(String corpus, long matches, double perMillion, double millis) {}
}
