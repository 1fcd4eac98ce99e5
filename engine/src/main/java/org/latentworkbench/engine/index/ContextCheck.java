package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Compares what is derived with what it was derived from: statistics with the store, the Lucene contexts with the corpus, and
 * the maxima in Lucene with the store.
 */
final class ContextCheck {
    private static final String REMEDY = " Build the index again.";

    private final TokenCorpus corpus;
    private final ActivationStore store;

    ContextCheck(TokenCorpus corpus, ActivationStore store) {
        this.corpus = corpus;
        this.store = store;
    }

    /** Counts everything again. */
    void statistics(LatentStatistics statistics, JobContext job) {
        LatentTotals totals = LatentTotals.of(store, job);
        for (int latent = 0; latent < store.latents(); latent++) {
            if (totals.counts[latent] != statistics.count(latent)
                    || totals.maxima[latent] != (float) statistics.max(latent)) {
                throw new BadInputException("The statistics of the index are wrong: latent " + latent + " fires on "
                        + statistics.count(latent) + " tokens with maximum " + statistics.max(latent)
                        + " there, on " + totals.counts[latent] + " with " + totals.maxima[latent] + " in the store."
                        + REMEDY);
            }
        }
    }

    /** Every context has one document, in corpus order, with the right place. */
    void places(DirectoryReader reader, JobContext job) throws IOException {
        int next = 0;
        for (LeafReaderContext leaf : reader.leaves()) {
            NumericDocValues numbers = values(leaf, ContextFields.CONTEXT);
            NumericDocValues documents = values(leaf, ContextFields.DOCUMENT);
            NumericDocValues starts = values(leaf, ContextFields.START);
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++, next++) {
                job.checkCancelled();
                Context context = corpus.context(next);
                if (!numbers.advanceExact(doc)
                        || numbers.longValue() != next
                        || !documents.advanceExact(doc)
                        || documents.longValue() != context.document()
                        || !starts.advanceExact(doc)
                        || starts.longValue() != context.start()) {
                    throw new BadInputException(
                            "The context index does not agree with the corpus on context " + next + "." + REMEDY);
                }
            }
        }
    }

    /** The maxima of some latents in Lucene are those of the store. */
    void maxima(ContextPostings postings, int[] latents, JobContext job) throws IOException {
        for (int latent : latents) {
            job.checkCancelled();
            Map<Integer, Short> said = new HashMap<>();
            postings.forEach(latent, said::put);
            said.forEach((context, half) -> {
                float largest = 0;
                for (float value : store.activations(corpus.context(context), latent)) {
                    largest = Math.max(largest, value);
                }
                if (largest != Float.float16ToFloat(half)) {
                    throw new BadInputException("The context index says that latent " + latent + " reaches "
                            + Float.float16ToFloat(half) + " in context " + context + ", the store " + largest + "."
                            + REMEDY);
                }
            });
        }
    }

    private static NumericDocValues values(LeafReaderContext leaf, String field) throws IOException {
        NumericDocValues values = leaf.reader().getNumericDocValues(field);
        if (values == null) {
            throw new BadInputException("The context index has no field \"" + field + "\"." + REMEDY);
        }
        return values;
    }
}
