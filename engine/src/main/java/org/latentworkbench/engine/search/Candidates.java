package org.latentworkbench.engine.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Picks the documents that can match at all: those that hold, for each of the rarest sets of tokens that a match must have, at
 * least one of the set. Found in the postings of the contexts, so that the other documents are never read.
 */
final class Candidates {
    /** Below so many tokens reading everything is quicker than asking. */
    private static final long WORTH_ASKING = 1_000_000;

    private static final int MOST_TOKENS = 32;
    private static final int MOST_SETS = 3;

    private Candidates() {}

    /** The documents to read, or empty for all. */
    static Optional<BitSet> of(TokenRegex regex, LatentIndex index) {
        return worthAsking(index) ? ask(regex, index) : Optional.empty();
    }

    /** Whether the postings are asked at all. */
    static boolean worthAsking(LatentIndex index) {
        return index.corpus().tokenCount() >= WORTH_ASKING;
    }

    /** The sets that the postings are asked for. */
    static List<int[]> asked(List<int[]> required) {
        return required.stream()
                .filter(set -> set.length <= MOST_TOKENS)
                .sorted(Comparator.comparingInt(set -> set.length))
                .limit(MOST_SETS)
                .toList();
    }

    /** As {@link #of}, whatever the size of the corpus. */
    static Optional<BitSet> ask(TokenRegex regex, LatentIndex index) {
        TokenCorpus corpus = index.corpus();
        BitSet documents = null;
        for (int[] set : asked(regex.requiredTokens())) {
            BitSet holding = new BitSet(corpus.documentCount());
            for (int context : set.length == 0 ? set : index.contextsContaining(set)) {
                holding.set(corpus.context(context).document());
            }
            if (documents == null) {
                documents = holding;
            } else {
                documents.and(holding);
            }
        }
        return Optional.ofNullable(documents);
    }
}
