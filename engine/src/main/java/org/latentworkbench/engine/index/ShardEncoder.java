package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * The streaming pass: encodes shard after shard while another thread writes what was encoded before, so that a shard is finished
 * while the next one is under way. Closing waits for the last one.
 */
final class ShardEncoder implements AutoCloseable {
    private final IndexSource source;
    private final TokenCorpus corpus;
    private final ContextEncoder encoder;
    private final WriteBehind writing = new WriteBehind();

    /** What is being written, of the writing thread. */
    private @Nullable ShardWriter shard;

    ShardEncoder(IndexSource source, TokenCorpus corpus, ContextEncoder encoder) {
        if (encoder.latents() != source.latents()) {
            throw new BadInputException("The encoder has " + encoder.latents() + " latents, autoencoder " + source.sae()
                    + " has " + source.latents() + ".");
        }
        this.source = source;
        this.corpus = corpus;
        this.encoder = encoder;
    }

    /** Encodes the contexts {@code [first, end)}; their folder is there after {@link #await} at the latest. */
    void encode(Path directory, int first, int end, JobContext job) throws IOException {
        try {
            writing.put(() -> shard = new ShardWriter(directory, source, corpus));
            double seconds = encode(first, end, job);
            writing.put(() -> shard().finish(first, end, seconds));
        } finally {
            writing.afterwards(this::closeShard);
        }
    }

    private ShardWriter shard() {
        return Objects.requireNonNull(shard);
    }

    private void closeShard() throws IOException {
        if (shard != null) {
            shard.close();
            shard = null;
        }
    }

    /** @return the seconds it took */
    private double encode(int first, int end, JobContext job) throws IOException {
        long started = System.nanoTime();
        List<Context> batch = new ArrayList<>();
        long tokens = 0;
        for (int c = first; c < end; c++) {
            batch.add(corpus.context(c));
            if (batch.size() >= encoder.preferredBatch() || c == end - 1) {
                job.checkCancelled();
                List<Context> encoded = List.copyOf(batch);
                SparseRows rows = encoder.encode(encoded);
                writing.put(() -> shard().write(encoded, rows));
                tokens += rows.rows();
                batch.clear();
                job.progress(c + 1L - first, (long) end - first);
                job.metric("tokens/s", tokens / seconds(started));
            }
        }
        return seconds(started);
    }

    /** Waits until all shards are finished. */
    void await() throws IOException {
        writing.await();
    }

    private static double seconds(long started) {
        return Math.max(1e-9, (System.nanoTime() - started) * 1e-9);
    }

    @Override
    public void close() {
        writing.close();
    }
}
