package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.Arrays;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NumericDocValues;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Compares what is derived with what it was derived from: statistics and the maxima of contexts with the store, the Lucene
 * contexts with the corpus.
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

    /** The maxima of contexts are those of the store: the same entries, in the same order. */
    void maxima(ContextMaxima maxima, JobContext job) {
        var cursors = new ContextMaxima.Cursor[store.latents()];
        Arrays.setAll(cursors, maxima::cursor);
        float[] largest = new float[cursors.length];
        int[] active = new int[cursors.length];
        var rows = new ContextRows(store);
        for (int c = 0; c < corpus.contextCount(); c++) {
            job.checkCancelled();
            rows.load(corpus.context(c));
            int found = 0;
            for (int e = rows.begin(0); e < rows.end(rows.rows() - 1); e++) {
                int latent = rows.latent(e);
                if (largest[latent] == 0) {
                    active[found++] = latent;
                }
                largest[latent] = Math.max(largest[latent], rows.value(e));
            }
            for (int i = 0; i < found; i++) {
                check(cursors[active[i]], active[i], c, largest[active[i]]);
                largest[active[i]] = 0;
            }
        }
        for (int latent = 0; latent < cursors.length; latent++) {
            if (cursors[latent].next()) {
                throw new BadInputException("The index says that latent " + latent + " fires in context "
                        + cursors[latent].context() + ", in the store it does not." + REMEDY);
            }
        }
    }

    private static void check(ContextMaxima.Cursor said, int latent, int context, float largest) {
        if (!said.next()
                || said.context() != context
                || said.code() != MaximaFiles.code(Float.floatToFloat16(largest))) {
            throw new BadInputException("The index is wrong about latent " + latent + ", which reaches " + largest
                    + " in context " + context + " of the store." + REMEDY);
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
