package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/** Finds where scripts match in tokenised documents, without an index. Safe for use by several threads. */
public final class DocumentMatcher {
    /**
     * Where a script matches.
     *
     * @param positions [document, last token of a match] pairs in order, both counted from 0
     * @param seconds time to compile and match
     * @param complete false when back-references ran out of budget in a document: some matches may be missing
     */
    public record Matches(List<int[]> positions, double seconds, boolean complete) {
        /** Number of matches. */
        public int count() {
            return positions.size();
        }
    }

    private record Document(int[] tokens, TokenFacts facts) {}

    private final int count;
    private final IntFunction<Document> documents;

    private DocumentMatcher(int count, IntFunction<Document> documents) {
        this.count = count;
        this.documents = documents;
    }

    /** Over token lists. */
    public static DocumentMatcher over(List<int[]> tokens) {
        return new DocumentMatcher(tokens.size(), d -> new Document(tokens.get(d), TokenFacts.NONE));
    }

    /** Over the documents of a corpus, with its concepts. */
    public static DocumentMatcher over(TokenCorpus corpus) {
        return new DocumentMatcher(corpus.documentCount(), d -> {
            long start = corpus.documentStart(d);
            int[] tokens = new int[Math.toIntExact(corpus.documentStart(d + 1) - start)];
            corpus.copyTokens(start, tokens.length, tokens, 0);
            return new Document(tokens, new CorpusFacts(start, Optional.empty(), corpus.concepts()));
        });
    }

    /** Number of documents. */
    public int documents() {
        return count;
    }

    /**
     * Matches a script in every document.
     *
     * @throws org.latentworkbench.engine.search.syntax.TokenRegexException if the script is wrong
     * @throws org.latentworkbench.engine.error.CancelledException when the job is stopped
     */
    public Matches match(String script, RegexEnvironment environment, JobContext job) {
        long begun = System.nanoTime();
        RegexMatcher matcher = TokenRegex.compile(script, environment).matcher(job::isCancelled);
        List<int[]> positions = new ArrayList<>();
        boolean complete = true;
        for (int d = 0; d < count; d++) {
            job.checkCancelled();
            Document document = documents.apply(d);
            MatchMask mask = matcher.match(document.tokens(), document.tokens().length, document.facts());
            complete &= mask.complete();
            for (int token = mask.next(0); token >= 0; token = mask.next(token + 1)) {
                positions.add(new int[] {d, token});
            }
        }
        return new Matches(positions, (System.nanoTime() - begun) / 1e9, complete);
    }
}
