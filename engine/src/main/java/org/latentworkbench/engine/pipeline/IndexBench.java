package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.index.ContextEncoder;
import org.latentworkbench.engine.index.IndexBuilder;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.index.IndexSource;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.workspace.Workspace;

/** Builds indexes in a temporary folder and times it; nothing stays. */
public final class IndexBench {
    private IndexBench() {}

    /**
     * What was measured.
     *
     * @param tokens tokens indexed
     * @param activations entries of the store
     * @param tokensPerSecond tokens indexed per second, encoding included
     * @param encodeSeconds time spent in the language model (or making activations up) and the autoencoder, while what was encoded
     *     before is written beside it
     * @param totalSeconds the whole
     * @param overEncoding {@code totalSeconds / encodeSeconds}
     * @param bytesPerActivation disk bytes per stored activation, everything in the folder
     * @param bytesPerToken disk bytes per token
     * @param rssBytes largest resident memory of the process while building, without mapped files; 0 if unknown
     * @param mappedBytes largest resident part of mapped files, which the system takes back when it needs memory
     * @param files disk bytes of each file or folder of the index
     */
    public record Result(
            long tokens,
            long activations,
            double tokensPerSecond,
            double encodeSeconds,
            double totalSeconds,
            double overEncoding,
            double bytesPerActivation,
            double bytesPerToken,
            long rssBytes,
            long mappedBytes,
            Map<String, Long> files) {}

    /**
     * An autoencoder on a corpus.
     *
     * @param workspace where everything lies
     * @param sae name of the autoencoder
     * @param corpus name of the corpus
     * @param device where the language model runs
     */
    public record Real(Workspace workspace, String sae, String corpus, ComputeDevice device) implements Job<Result> {
        @Override
        public Result run(JobContext context) {
            return inTemporaryFolder(folder -> {
                try (IndexInputs inputs = IndexInputs.open(workspace, sae, corpus, Optional.empty(), device)) {
                    ContextEncoder encoder = inputs.encoder();
                    if (inputs.corpus().contextCount() > 0) {
                        encoder.encode(List.of(inputs.corpus().context(0))); // loads the model
                    }
                    return measure(folder, inputs.source(), inputs.corpus(), encoder, context);
                }
            });
        }
    }

    /**
     * Made-up activations of a TopK autoencoder on stories of growing length: what an index costs beside encoding, and whether
     * its memory grows.
     *
     * @param tokens sizes of the corpora
     * @param width dimensions of the activations
     * @param latents number of latents
     * @param perToken active latents per token
     * @param seed chooses stories, directions and activations
     */
    public record Synthetic(List<Long> tokens, int width, int latents, int perToken, long seed)
            implements Job<List<Result>> {
        private static final double TELLING = 0.1;

        /** Checks the sizes. */
        public Synthetic {
            tokens = List.copyOf(tokens);
            if (tokens.isEmpty() || tokens.stream().anyMatch(size -> size < 1)) {
                throw new BadInputException("Name at least one corpus size, each at least 1 token.");
            }
            if (width < 1) {
                throw new BadInputException("The width is " + width + "; it must be at least 1.");
            }
            if (latents < 1 || perToken < 1 || 2 * perToken > latents) {
                throw new BadInputException(perToken + " active latents of " + latents
                        + " cannot be made up; choose at most half of them.");
            }
        }

        @Override
        public List<Result> run(JobContext context) {
            long all = tokens.stream().mapToLong(Long::longValue).sum();
            List<Result> results = new ArrayList<>();
            try (var sae = new SyntheticSae(width, latents, perToken, seed);
                    Arena arena = Arena.ofShared()) {
                IndexSource source = sae.source(arena);
                for (long size : tokens) {
                    double share = (double) size / all;
                    results.add(inTemporaryFolder(folder -> {
                        JobContext telling = context.part("telling stories", TELLING * share);
                        try (TokenCorpus corpus = SyntheticCorpus.tell(folder, size, seed, telling)) {
                            return measure(
                                    folder,
                                    source,
                                    corpus,
                                    sae.encoder(corpus, seed),
                                    context.part("indexing", (1 - TELLING) * share));
                        }
                    }));
                }
            }
            return results;
        }
    }

    @FunctionalInterface
    private interface Work {
        Result in(Path folder);
    }

    private static Result inTemporaryFolder(Work work) {
        Path folder;
        try {
            folder = Files.createTempDirectory("latent-workbench-bench");
        } catch (IOException e) {
            throw new ResourceException("Cannot make a temporary folder (" + e.getMessage() + ").", e);
        }
        try {
            return work.in(folder);
        } finally {
            AtomicFile.deleteQuietly(folder);
        }
    }

    private static Result measure(
            Path folder, IndexSource source, TokenCorpus corpus, ContextEncoder encoder, JobContext context) {
        var timed = new Timed(encoder);
        try (var memory = new MemoryWatch()) {
            long begun = System.nanoTime();
            IndexInfo info = IndexBuilder.build(folder.resolve("index"), source, corpus, timed, context);
            double seconds = (System.nanoTime() - begun) / 1e9;
            double encoding = timed.nanos / 1e9;
            return new Result(
                    info.tokens(),
                    info.activations(),
                    info.tokens() / seconds,
                    encoding,
                    seconds,
                    seconds / encoding,
                    info.bytesPerActivation(),
                    info.bytesPerToken(),
                    memory.own(),
                    memory.mapped(),
                    sizes(folder.resolve("index")));
        }
    }

    private static Map<String, Long> sizes(Path index) {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> found = Files.walk(index)) {
            for (Path file : (Iterable<Path>) found.filter(Files::isRegularFile)::iterator) {
                sizes.merge(index.relativize(file).getName(0).toString(), Files.size(file), Long::sum);
            }
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + index + " (" + e.getMessage() + ").", e);
        }
        return sizes;
    }

    /** Adds up the time spent encoding. */
    private static final class Timed implements ContextEncoder {
        private final ContextEncoder inner;
        private long nanos;

        Timed(ContextEncoder inner) {
            this.inner = inner;
        }

        @Override
        public int latents() {
            return inner.latents();
        }

        @Override
        public int preferredBatch() {
            return inner.preferredBatch();
        }

        @Override
        public SparseRows encode(List<Context> batch) {
            long begun = System.nanoTime();
            SparseRows rows = inner.encode(batch);
            nanos += System.nanoTime() - begun;
            return rows;
        }
    }
}
