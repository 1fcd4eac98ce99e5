package org.latentworkbench.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/** Joins the stores and Lucene contexts of shards in corpus order, each read from front to back. */
final class IndexMerge {
    /** Segments of Lucene that are left unmerged: to rewrite them all would cost more than a search in some more does. */
    private static final int SEGMENTS = 32;

    private IndexMerge() {}

    /** Joins what each latent fires on; the Lucene contexts are {@link #contexts}, beside it. */
    static void stores(Path folder, IndexSource source, Map<ShardInfo, Path> shards, JobContext job)
            throws IOException {
        try (var store = new StoreWriter(folder, source.latents())) {
            int done = 0;
            for (var entry : shards.entrySet()) {
                job.checkCancelled();
                ShardInfo shard = entry.getKey();
                // A mapping lives only as long as its shard is copied, so that memory does not grow with their number.
                try (Arena arena = Arena.ofConfined()) {
                    store.append(ActivationStore.open(
                            entry.getValue(), shard.tokens(), shard.latents(), shard.activations(), arena));
                }
                job.progress(++done, shards.size() + 1L);
            }
            store.finish();
        }
        // Small beside the stores, and read from front to back for all latents at once.
        try (Arena arena = Arena.ofConfined()) {
            List<ContextMaxima> maxima = shards.entrySet().stream()
                    .map(entry -> ContextMaxima.open(
                            entry.getValue(), source.latents(), entry.getKey().endContext(), arena))
                    .toList();
            MaximaWriter.join(folder, maxima, source.latents());
        }
        job.progress(1, 1);
    }

    /** Joins the Lucene contexts. */
    static void contexts(Path folder, TokenCorpus corpus, Collection<Path> shards, JobContext job) throws IOException {
        try (var contexts = new ContextIndexWriter(
                folder.resolve(ContextFields.DIRECTORY), new TokenTerms(corpus.vocabulary()), SEGMENTS)) {
            for (Path shard : shards) {
                job.checkCancelled();
                contexts.append(shard.resolve(ContextFields.DIRECTORY));
            }
            contexts.finish();
        }
    }
}
