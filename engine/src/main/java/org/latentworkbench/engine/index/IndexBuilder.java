package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Builds indexes: one streaming pass over the corpus in bounded memory, shard by shard, and the shards are merged. A
 * build that was stopped or killed goes on with its finished shards; an index of a corpus that has grown since is
 * extended by the new contexts; shards may come from other machines.
 *
 * <p>The pass writes the store and the Lucene contexts; what is derived from them (statistics, top tokens) is read off
 * the merged store, so that it does not depend on how the corpus was cut. The old index stays readable until the new one
 * takes its place, and to those who have it open for as long as they have.
 */
public final class IndexBuilder {
    private static final double ENCODING = 0.88;

    /** A corpus is cut into about so many shards, as long as they are neither tiny nor huge. */
    private static final int SHARDS = 16;

    private static final long LEAST_TOKENS = 1 << 16;
    private static final long MOST_TOKENS = 1 << 20;

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
        return build(dir, Optional.empty(), source, corpus, encoder, contextsPerShard(corpus), job);
    }

    /**
     * As {@link #build}, but what the folder holds already is used again: an index of the same autoencoder on the same
     * corpus is left as it is, one on an earlier state of the corpus is extended by the documents appended since.
     */
    public static IndexInfo update(
            Path dir, IndexSource source, TokenCorpus corpus, ContextEncoder encoder, JobContext job) {
        return update(dir, source, corpus, encoder, contextsPerShard(corpus), job);
    }

    static IndexInfo update(
            Path dir, IndexSource source, TokenCorpus corpus, ContextEncoder encoder, int perShard, JobContext job) {
        Optional<IndexInfo> base = base(dir, source, corpus);
        if (base.isPresent() && base.get().contexts() == corpus.contextCount()) {
            job.progress(1, 1);
            return base.get();
        }
        return build(dir, base, source, corpus, encoder, perShard, job);
    }

    private static int contextsPerShard(TokenCorpus corpus) {
        long tokens = Math.clamp(corpus.tokenCount() / SHARDS, LEAST_TOKENS, MOST_TOKENS);
        return (int) Math.max(1, Math.ceilDiv(tokens * corpus.contextCount(), corpus.tokenCount()));
    }

    /** What lies in the folder, if it is the beginning of what is to be built. */
    private static Optional<IndexInfo> base(Path dir, IndexSource source, TokenCorpus corpus) {
        if (source.fingerprint().isEmpty() || !Files.isRegularFile(dir.resolve(IndexManifest.FILE))) {
            return Optional.empty();
        }
        IndexInfo info;
        try {
            info = IndexManifest.read(dir).index();
        } catch (WorkbenchException e) {
            org.slf4j.LoggerFactory.getLogger(IndexBuilder.class).warn("{} is built from the beginning", dir, e);
            return Optional.empty();
        }
        boolean same = info.fingerprint().equals(source.fingerprint())
                && info.sae().equals(source.sae())
                && info.latents() == source.latents()
                && info.tokens() > 0
                && info.tokens() <= corpus.tokenCount();
        if (!same) {
            return Optional.empty();
        }
        boolean whole = info.tokens() == corpus.tokenCount();
        int documents = whole ? corpus.documentCount() : corpus.documentAt(info.tokens());
        int contexts = whole ? corpus.contextCount() : corpus.contextAt(info.tokens());
        return corpus.documentStart(documents) == info.tokens()
                        && contexts == info.contexts()
                        && corpus.sha256(documents).equals(info.corpusSha256())
                ? Optional.of(info)
                : Optional.empty();
    }

    private static IndexInfo build(
            Path dir,
            Optional<IndexInfo> base,
            IndexSource source,
            TokenCorpus corpus,
            ContextEncoder encoder,
            int perShard,
            JobContext job) {
        int first = base.map(IndexInfo::contexts).orElse(0);
        var build = UnfinishedBuild.of(
                dir,
                new UnfinishedBuild.Plan(
                        source.sae(),
                        source.fingerprint(),
                        corpus.info().sha256(),
                        source.latents(),
                        corpus.info().contextLength(),
                        first,
                        perShard));
        try {
            List<Path> parts = new ArrayList<>();
            try (var shards = new ShardEncoder(source, corpus, encoder)) {
                for (int begin = first; begin < corpus.contextCount(); begin += perShard) {
                    int end = (int) Math.min((long) begin + perShard, corpus.contextCount());
                    Path shard = build.shard(begin);
                    double share = (double) (end - begin) / (corpus.contextCount() - first);
                    JobContext part = job.part("Encoding", ENCODING * share);
                    if (!ShardInfo.exists(shard)) {
                        shards.encode(shard, begin, end, part);
                    }
                    part.progress(1, 1);
                    parts.add(shard);
                }
                shards.await();
            } catch (IOException e) {
                throw AtomicFile.unwritable(dir, e);
            }
            Map<ShardInfo, Path> shards = shards(parts);
            base.ifPresent(info -> shards.put(shard(info, corpus), dir));
            IndexInfo info = merge(dir, source, corpus, shards, job.part("Joining", 1 - ENCODING));
            build.delete();
            return info;
        } finally {
            if (source.fingerprint().isEmpty()) {
                build.delete();
            } else {
                build.deleteIfEmpty();
            }
        }
    }

    private static ShardInfo shard(IndexInfo info, TokenCorpus corpus) {
        return new ShardInfo(
                info.sae(),
                info.fingerprint(),
                info.latents(),
                corpus.info().sha256(),
                0,
                info.contexts(),
                info.tokens(),
                info.activations(),
                info.clipped(),
                info.seconds());
    }

    private static Map<ShardInfo, Path> shards(List<Path> folders) {
        Map<ShardInfo, Path> shards =
                new TreeMap<>(Comparator.comparingInt(ShardInfo::firstContext).thenComparingInt(ShardInfo::endContext));
        folders.forEach(folder -> shards.put(ShardInfo.read(folder), folder));
        return shards;
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
        try (var shard = new ShardEncoder(source, corpus, encoder)) {
            shard.encode(dir, first, end, job);
            shard.await();
        } catch (IOException e) {
            throw AtomicFile.unwritable(dir, e);
        }
    }

    /**
     * Joins shards that cover a corpus without gaps; the result answers as that of {@link #build} does.
     *
     * @param shards folders made by {@link #buildShard}, in any order; they stay as they are
     */
    public static IndexInfo merge(Path dir, IndexSource source, TokenCorpus corpus, List<Path> shards, JobContext job) {
        return merge(dir, source, corpus, shards(shards), job);
    }

    private static IndexInfo merge(
            Path dir, IndexSource source, TokenCorpus corpus, Map<ShardInfo, Path> folders, JobContext job) {
        ShardInfo all = folders.keySet().stream()
                .reduce(ShardInfo::plus)
                .orElseThrow(() -> new BadInputException("There are no shards to merge."));
        if (all.firstContext() != 0
                || all.endContext() != corpus.contextCount()
                || all.latents() != source.latents()
                || !all.sae().equals(source.sae())
                || !all.corpusSha256().equals(corpus.info().sha256())) {
            throw new BadInputException("The shards cover contexts " + all.firstContext() + " to " + all.endContext()
                    + " of " + all.latents() + " latents of " + all.sae() + "; asked for are 0 to "
                    + corpus.contextCount() + " of " + source.latents() + " latents of " + source.sae()
                    + " over corpus " + corpus.info().name() + ".");
        }
        if (!all.fingerprint().equals(source.fingerprint())) {
            throw new BadInputException("The shards were made with other parameters than the autoencoder "
                    + source.sae() + " or its model have now. Build them again.");
        }
        var info = new IndexInfo[1];
        AtomicFile.directory(dir, folder -> info[0] = new IndexFinish(folder, source, corpus, all).join(folders, job));
        return info[0];
    }
}
