package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/** The streaming pass: encodes contexts and writes the store and the Lucene contexts of a run of them. */
final class ShardWriter {
    private static final short LARGEST_HALF = 0x7BFF;

    private final IndexSource source;
    private final TokenCorpus corpus;
    private final ContextEncoder encoder;
    private final ContextTexts texts;
    private final short[] maxima;
    private final int[] active;
    private int activeCount;
    private final MaximaWriter largest;
    private long clipped;

    ShardWriter(IndexSource source, TokenCorpus corpus, ContextEncoder encoder) {
        if (encoder.latents() != source.latents()) {
            throw new BadInputException("The encoder has " + encoder.latents() + " latents, autoencoder " + source.sae()
                    + " has " + source.latents() + ".");
        }
        this.source = source;
        this.corpus = corpus;
        this.encoder = encoder;
        this.texts = new ContextTexts(corpus);
        this.maxima = new short[source.latents()];
        this.active = new int[source.latents()];
        this.largest = new MaximaWriter(source.latents());
    }

    ShardInfo write(Path directory, int first, int end, JobContext job) throws IOException {
        long started = System.nanoTime();
        try (var store = new StoreWriter(directory, source.latents());
                var contexts = new ContextIndexWriter(
                        directory.resolve(ContextFields.DIRECTORY), new TokenTerms(corpus.vocabulary()));
                var writing = new WriteBehind()) {
            List<Context> batch = new ArrayList<>();
            long tokens = 0;
            for (int c = first; c < end; c++) {
                batch.add(corpus.context(c));
                if (batch.size() >= encoder.preferredBatch() || c == end - 1) {
                    job.checkCancelled();
                    List<Context> encoded = List.copyOf(batch);
                    SparseRows rows = encoder.encode(encoded);
                    writing.put(() -> write(encoded, rows, store, contexts));
                    tokens += rows.rows();
                    batch.clear();
                    job.progress(c + 1L - first, (long) end - first);
                    job.metric("tokens/s", tokens / seconds(started));
                }
            }
            writing.await();
            store.finish();
            contexts.finish(1);
            largest.write(directory, first);
            return new ShardInfo(
                    source.sae(),
                    source.fingerprint(),
                    source.latents(),
                    corpus.info().sha256(),
                    first,
                    end,
                    store.tokens(),
                    store.activations(),
                    clipped,
                    seconds(started));
        }
    }

    private void write(List<Context> batch, SparseRows rows, StoreWriter store, ContextIndexWriter contexts)
            throws IOException {
        int expected = batch.stream().mapToInt(Context::length).sum();
        if (rows.rows() != expected) {
            throw new BadInputException(
                    "The encoder gave " + rows.rows() + " rows for contexts of " + expected + " tokens together.");
        }
        int row = 0;
        for (Context context : batch) {
            for (int i = 0; i < context.length(); i++, row++) {
                writeRow(context.start() + i, rows, row, store);
            }
            int[] ids = texts.ids(context);
            contexts.add(context, ids, texts.text(context, ids));
            for (int i = 0; i < activeCount; i++) {
                largest.add(active[i], context.index(), maxima[active[i]]);
                maxima[active[i]] = 0;
            }
            activeCount = 0;
        }
    }

    private void writeRow(long position, SparseRows rows, int row, StoreWriter store) throws IOException {
        int before = -1;
        int kept = 0;
        for (int e = rows.offsets()[row]; e < rows.offsets()[row + 1]; e++) {
            int latent = rows.latents()[e];
            if (latent <= before || latent >= source.latents()) {
                throw new BadInputException("The encoder gave latent " + latent + " after " + before + " on token "
                        + position + "; ids must ascend and lie below " + source.latents() + ".");
            }
            before = latent;
            short half = half(rows.values()[e], position, latent);
            if (half == 0) {
                continue;
            }
            store.entry(latent, half);
            kept++;
            if (maxima[latent] == 0) {
                active[activeCount++] = latent;
            }
            // Positive half floats are ordered as their bit patterns are.
            if (half > maxima[latent]) {
                maxima[latent] = half;
            }
        }
        if (kept > StoreFiles.MAX_ROW) {
            throw new BadInputException("The encoder gave " + kept + " active latents on token " + position
                    + "; an index holds at most " + StoreFiles.MAX_ROW + " per token.");
        }
        store.endRow(kept);
    }

    private short half(float value, long position, int latent) {
        if (!(value >= 0) || Float.isInfinite(value)) {
            throw new BadInputException("The encoder gave the activation " + value + " for latent " + latent
                    + " on token " + position + "; activations are finite and not negative.");
        }
        short half = Float.floatToFloat16(value);
        if (half > LARGEST_HALF) {
            clipped++;
            return LARGEST_HALF;
        }
        return half;
    }

    private static double seconds(long started) {
        return Math.max(1e-9, (System.nanoTime() - started) * 1e-9);
    }

    /** Tokens and text of contexts, in reused memory. */
    private static final class ContextTexts {
        private final TokenCorpus corpus;
        private int[] ids = {};

        ContextTexts(TokenCorpus corpus) {
            this.corpus = corpus;
        }

        int[] ids(Context context) {
            if (ids.length < context.length()) {
                ids = new int[context.length()];
            }
            corpus.copyTokens(context.start(), context.length(), ids, 0);
            return ids;
        }

        String text(Context context, int[] tokens) {
            var vocabulary = corpus.vocabulary();
            var text = new StringBuilder();
            for (int i = 0; i < context.length(); i++) {
                if (!vocabulary.isText(tokens[i])) {
                    // A character is spread over tokens: only the tokenizer can put it together.
                    return corpus.tokenizer().decode(Arrays.copyOf(tokens, context.length()));
                }
                text.append(vocabulary.text(tokens[i]));
            }
            return text.toString();
        }
    }
}
