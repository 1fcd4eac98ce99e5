package org.latentworkbench.engine.index;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Builds indexes: one streaming pass over the corpus in bounded memory, in one piece or in shards that are merged
 * later.
 *
 * <p>The pass writes the store and the Lucene contexts; what is derived from them (statistics, top tokens) is read off
 * the finished store, so that it does not depend on how the corpus was cut.
 */
public final class IndexBuilder {
    private static final double ENCODING = 0.9;

    private IndexBuilder() {}

    /**
     * Builds an index of a whole corpus; the folder appears when it is complete and replaces one of that name.
     *
     * @param dir the index folder to make
     * @param encoder called with runs of contexts in corpus order, on the calling thread
     * @throws BadInputException if the encoder gives invalid activations
     */
    public static IndexInfo build(
            Path dir, IndexSource source, TokenCorpus corpus, ContextEncoder encoder, JobContext job) {
        var info = new IndexInfo[1];
        AtomicFile.directory(dir, folder -> {
            ShardInfo shard = new ShardWriter(source, corpus, encoder)
                    .write(folder, 0, corpus.contextCount(), job.part("Encoding", ENCODING));
            info[0] = finish(folder, source, corpus, shard, job.part("Statistics", 1 - ENCODING));
        });
        return info[0];
    }

    /**
     * Builds the part of an index that covers contexts {@code [first, end)}, for {@link #merge}.
     *
     * @param dir the folder of the shard, replaced if it is there
     */
    public static void buildShard(
            Path dir,
            IndexSource source,
            TokenCorpus corpus,
            ContextEncoder encoder,
            int first,
            int end,
            JobContext job) {
        if (first < 0 || first > end || end > corpus.contextCount()) {
            throw new BadInputException("A shard of contexts " + first + " to " + end + " does not lie in a corpus of "
                    + corpus.contextCount() + " contexts.");
        }
        AtomicFile.directory(dir, folder -> new ShardWriter(source, corpus, encoder)
                .write(folder, first, end, job)
                .write(folder));
    }

    /**
     * Joins shards that cover a corpus without gaps; the result answers as that of {@link #build} does.
     *
     * @param shards folders made by {@link #buildShard}, in any order; they stay as they are
     */
    public static IndexInfo merge(Path dir, IndexSource source, TokenCorpus corpus, List<Path> shards, JobContext job) {
        Map<ShardInfo, Path> folders =
                new TreeMap<>(Comparator.comparingInt(ShardInfo::firstContext).thenComparingInt(ShardInfo::endContext));
        shards.forEach(folder -> folders.put(ShardInfo.read(folder), folder));
        ShardInfo all = folders.keySet().stream()
                .reduce(ShardInfo::plus)
                .orElseThrow(() -> new BadInputException("There are no shards to merge."));
        if (all.firstContext() != 0
                || all.endContext() != corpus.contextCount()
                || all.latents() != source.latents()
                || !all.corpusSha256().equals(corpus.info().sha256())) {
            throw new BadInputException("The shards cover contexts " + all.firstContext() + " to " + all.endContext()
                    + " of " + all.latents() + " latents; asked for are 0 to " + corpus.contextCount() + " of "
                    + source.latents() + " latents over corpus " + corpus.info().name() + ".");
        }
        var info = new IndexInfo[1];
        AtomicFile.directory(dir, folder -> {
            join(folder, source, corpus, folders, job);
            info[0] = finish(folder, source, corpus, all, job);
        });
        return info[0];
    }

    private static void join(
            Path folder, IndexSource source, TokenCorpus corpus, Map<ShardInfo, Path> shards, JobContext job)
            throws IOException {
        try (var store = new StoreWriter(folder, source.latents());
                var contexts = new ContextIndexWriter(
                        folder.resolve(ContextFields.DIRECTORY),
                        new TokenTerms(corpus.vocabulary()),
                        source.latents())) {
            List<Path> lucene = new ArrayList<>();
            for (var entry : shards.entrySet()) {
                job.checkCancelled();
                ShardInfo shard = entry.getKey();
                try (Arena arena = Arena.ofConfined()) {
                    store.append(ActivationStore.open(
                            entry.getValue(), shard.tokens(), shard.latents(), shard.activations(), arena));
                }
                lucene.add(entry.getValue().resolve(ContextFields.DIRECTORY));
            }
            store.finish();
            contexts.append(lucene);
            contexts.finish();
        }
    }

    /** Derives everything else from the store and the decoder rows; the manifest comes last. */
    private static IndexInfo finish(Path folder, IndexSource source, TokenCorpus corpus, ShardInfo all, JobContext job)
            throws IOException {
        long started = System.nanoTime();
        try (Arena arena = Arena.ofConfined()) {
            ActivationStore store = ActivationStore.open(folder, all.tokens(), all.latents(), all.activations(), arena);
            LatentTotals totals = LatentTotals.of(store, job.part("Counting", 0.3));
            LatentStatistics.write(folder, totals, TopTokens.of(store, corpus, job.part("Top tokens", 0.3)));
        }
        if (source.decoder().isPresent()) {
            DecoderGeometry.write(folder, source.decoder().get(), job.part("Neighbours", 0.3));
        }
        Map<String, Long> files = IndexManifest.sizes(folder);
        LatentStatistics statistics = LatentStatistics.read(
                folder, all.tokens(), source.prefixes(), corpus.vocabulary().size());
        LatentDocuments.write(folder.resolve(LatentDocuments.DIRECTORY), statistics, corpus.vocabulary());
        long bytes = IndexManifest.sizes(folder).values().stream()
                .mapToLong(Long::longValue)
                .sum();
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
                all.tokens() / seconds);
        new IndexManifest(info, files).write(folder);
        job.progress(1, 1);
        return info;
    }
}
