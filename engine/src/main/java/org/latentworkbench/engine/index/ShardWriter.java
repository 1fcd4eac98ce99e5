package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.PendingFolder;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * The writing side of the streaming pass: the store and the Lucene contexts of a run of contexts, in a folder that gets its name
 * when it is finished. For one thread at a time.
 */
final class ShardWriter implements AutoCloseable {
    private static final short LARGEST_HALF = 0x7BFF;

    private final IndexSource source;
    private final TokenCorpus corpus;
    private final PendingFolder folder;
    private final StoreWriter store;
    private final ContextIndexWriter contexts;
    private final ContextTexts texts;
    private final short[] maxima;
    private final int[] active;
    private int activeCount;
    private final MaximaWriter largest;
    private long clipped;

    ShardWriter(Path directory, IndexSource source, TokenCorpus corpus) throws IOException {
        this.source = source;
        this.corpus = corpus;
        this.texts = new ContextTexts(corpus);
        this.maxima = new short[source.latents()];
        this.active = new int[source.latents()];
        this.largest = new MaximaWriter(source.latents());
        folder = new PendingFolder(directory);
        StoreWriter opened = null;
        try {
            opened = new StoreWriter(folder.path(), source.latents());
            contexts = new ContextIndexWriter(
                    folder.path().resolve(ContextFields.DIRECTORY), new TokenTerms(corpus.vocabulary()), 1);
        } catch (IOException | RuntimeException e) {
            folder.close();
            if (opened != null) {
                opened.close();
            }
            throw e;
        }
        store = opened;
    }

    /**
     * Completes the shard of the contexts {@code [first, end)}, all of which were written.
     *
     * @param seconds what encoding them took
     */
    void finish(int first, int end, double seconds) throws IOException {
        // Closed before the folder gets its name: Lucene knows it by the temporary one.
        try (store;
                contexts) {
            store.finish();
            contexts.finish();
        }
        largest.write(folder.path(), first);
        new ShardInfo(
                        source.sae(),
                        source.fingerprint(),
                        source.latents(),
                        corpus.info().sha256(),
                        first,
                        end,
                        store.tokens(),
                        store.activations(),
                        clipped,
                        seconds)
                .write(folder.path());
        folder.commit();
    }

    @Override
    public void close() throws IOException {
        try (folder;
                store;
                contexts) {
            // all are closed, whatever the first says
        }
    }

    /** Writes contexts and their rows; contexts come in corpus order. */
    void write(List<Context> batch, SparseRows rows) throws IOException {
        int expected = batch.stream().mapToInt(Context::length).sum();
        if (rows.rows() != expected) {
            throw new BadInputException(
                    "The encoder gave " + rows.rows() + " rows for contexts of " + expected + " tokens together.");
        }
        int row = 0;
        for (Context context : batch) {
            for (int i = 0; i < context.length(); i++, row++) {
                writeRow(context.start() + i, rows, row);
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

    private void writeRow(long position, SparseRows rows, int row) throws IOException {
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
