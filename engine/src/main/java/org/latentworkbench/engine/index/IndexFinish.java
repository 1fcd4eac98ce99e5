package org.latentworkbench.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Makes an index of shards: joins them, derives everything else from the joined store and the decoder rows, and writes the
 * manifest at the end. What does not need one another runs side by side.
 *
 * @param folder where to write; it is empty
 * @param all what the shards cover together
 */
record IndexFinish(Path folder, IndexSource source, TokenCorpus corpus, ShardInfo all) {
    private static final double JOINING = 0.33;
    private static final double COUNTING = 0.17;
    private static final double CO_FIRING = 0.25;
    private static final double NEIGHBOURS = 0.25;

    /** @param shards what is joined, in corpus order */
    IndexInfo join(Map<ShardInfo, Path> shards, JobContext job) throws IOException {
        long started = System.nanoTime();
        try (var beside = Executors.newSingleThreadExecutor()) {
            JobContext quiet = job.quiet();
            Future<Boolean> contexts = beside.submit(() -> {
                IndexMerge.contexts(folder, corpus, shards.values(), quiet);
                return true;
            });
            IndexMerge.stores(folder, source, shards, job.part("Joining", JOINING));
            derive(job);
            Background.result(contexts);
        }
        Map<String, Long> files = IndexManifest.sizes(folder);
        long bytes = files.values().stream().mapToLong(Long::longValue).sum();
        files.keySet().removeIf(name -> name.startsWith(LatentDocuments.DIRECTORY + "/"));
        double seconds = all.seconds() + (System.nanoTime() - started) * 1e-9;
        var info = new IndexInfo(
                source.sae(),
                corpus.info().name(),
                corpus.info().sha256(),
                source.latents(),
                source.prefixes(),
                all.tokens(),
                all.endContext(),
                all.activations(),
                all.clipped(),
                bytes,
                seconds,
                all.tokens() / seconds,
                source.fingerprint());
        new IndexManifest(info, files).write(folder);
        job.progress(1, 1);
        return info;
    }

    private void derive(JobContext job) throws IOException {
        try (Arena arena = Arena.ofShared();
                var beside = Executors.newSingleThreadExecutor()) {
            ActivationStore store = ActivationStore.open(folder, all.tokens(), all.latents(), all.activations(), arena);
            Future<TopTokens> top = beside.submit(() -> TopTokens.of(store, corpus, job.quiet()));
            LatentTotals totals = LatentTotals.of(store, job.part("Counting", COUNTING));
            Future<Boolean> described = beside.submit(() -> {
                describe(totals, Background.result(top));
                return true;
            });
            CoFiringBuilder.write(folder, store, totals, job.part("Co-firing", CO_FIRING));
            if (source.decoder().isPresent()) {
                DecoderGeometry.write(folder, source.decoder().get(), job.part("Neighbours", NEIGHBOURS));
            }
            Background.result(described);
        }
    }

    private void describe(LatentTotals totals, TopTokens top) throws IOException {
        LatentStatistics.write(folder, totals, top);
        LatentStatistics statistics = LatentStatistics.read(
                folder, all.tokens(), source.prefixes(), corpus.vocabulary().size());
        LatentDocuments.write(folder.resolve(LatentDocuments.DIRECTORY), statistics, corpus.vocabulary());
    }
}
