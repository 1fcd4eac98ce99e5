package org.latentworkbench.engine.search;

import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Picks the documents that can match at all: those that hold, for each of the rarest sets of tokens that a match must have, at
 * least one of the set, and in which the latents fire that a match asks for. Found in the postings of the contexts and the
 * contexts of the latents, so that the other documents are never read.
 */
final class Candidates {
    /** Below so many tokens reading everything is quicker than asking. */
    private static final long WORTH_ASKING = 1_000_000;

    private static final int MOST_TOKENS = 64;
    private static final int MOST_SETS = 3;

    /** Contexts are asked for when they are at most one of so many: reading all is quicker than finding most of them. */
    private static final int FEW = 3;

    private Candidates() {}

    /** The documents to read, or empty for all. */
    static Optional<BitSet> of(TokenRegex regex, LatentIndex index, JobContext job) {
        return worthAsking(index) ? ask(regex, index, job) : Optional.empty();
    }

    /** Whether the postings are asked at all. */
    static boolean worthAsking(LatentIndex index) {
        return index.corpus().tokenCount() >= WORTH_ASKING;
    }

    /** The sets that the postings are asked for: those that fewest contexts hold. */
    static List<int[]> asked(List<int[]> required, LatentIndex index) {
        record Rarity(int[] set, long contexts) {}
        return required.stream()
                .filter(set -> set.length <= MOST_TOKENS)
                .map(set -> new Rarity(set, index.mostContextsContaining(set)))
                .filter(rarity -> few(rarity.contexts(), index))
                .sorted(Comparator.comparingLong(Rarity::contexts))
                .limit(MOST_SETS)
                .map(Rarity::set)
                .toList();
    }

    private static boolean few(long contexts, LatentIndex index) {
        return contexts <= index.corpus().contextCount() / FEW;
    }

    /** As {@link #of}, whatever the size of the corpus. */
    static Optional<BitSet> ask(TokenRegex regex, LatentIndex index, JobContext job) {
        Optional<BitSet> documents = Optional.empty();
        for (int[] set : asked(regex.requiredTokens(), index)) {
            job.checkCancelled();
            documents = both(documents, holding(set, index));
        }
        for (List<Integer> latents : regex.requiredLatents()) {
            if (worthAsking(latents, index)) {
                documents = both(documents, firing(latents, index));
            }
        }
        return documents;
    }

    private static Optional<BitSet> both(Optional<BitSet> some, BitSet others) {
        some.ifPresent(others::and);
        return Optional.of(others);
    }

    private static BitSet holding(int[] tokens, LatentIndex index) {
        TokenCorpus corpus = index.corpus();
        BitSet documents = new BitSet(corpus.documentCount());
        for (int context : tokens.length == 0 ? tokens : index.contextsContaining(tokens)) {
            documents.set(corpus.documentOf(context));
        }
        return documents;
    }

    /** Whether so few contexts are left that finding them out pays. */
    private static boolean worthAsking(List<Integer> latents, LatentIndex index) {
        return few(latents.stream().mapToLong(index::firingContexts).sum(), index);
    }

    private static BitSet firing(List<Integer> latents, LatentIndex index) {
        TokenCorpus corpus = index.corpus();
        BitSet documents = new BitSet(corpus.documentCount());
        for (int latent : latents) {
            index.forEachFiringContext(latent, context -> documents.set(corpus.documentOf(context)));
        }
        return documents;
    }
}
