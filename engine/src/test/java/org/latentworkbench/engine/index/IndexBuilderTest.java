package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.TokenCorpus;

class IndexBuilderTest {
    private static final int LATENTS = 23;
    private static final IndexSource SOURCE = new IndexSource("sae", LATENTS, new int[] {5, LATENTS}, Optional.empty());

    @TempDir
    Path folder;

    private TokenCorpus corpus;
    private RandomActivations activations;

    @BeforeEach
    void makeCorpus() {
        corpus = RandomCorpus.random(folder, 7, 30, 8, 40, 50);
        activations = new RandomActivations(corpus, LATENTS, 7);
    }

    @AfterEach
    void closeCorpus() {
        corpus.close();
    }

    @Test
    void shardsMergedAnswerAsOneBuild() throws IOException {
        Path whole = folder.resolve("whole");
        IndexBuilder.build(whole, SOURCE, corpus, activations, JobContext.silent());
        int contexts = corpus.contextCount();
        int[] cuts = {0, contexts / 3, contexts / 3, contexts - 1, contexts};
        Path[] shards = new Path[cuts.length - 1];
        for (int s = 0; s < shards.length; s++) {
            shards[s] = folder.resolve("shard-" + s);
            IndexBuilder.buildShard(shards[s], SOURCE, corpus, activations, cuts[s], cuts[s + 1], JobContext.silent());
        }
        Path merged = folder.resolve("merged");
        List<Path> shuffled = List.of(shards[2], shards[0], shards[3], shards[1]);
        IndexBuilder.merge(merged, SOURCE, corpus, shuffled, JobContext.silent());
        for (String file : List.of(
                StoreFiles.OFFSETS,
                StoreFiles.BASES,
                StoreFiles.LATENTS,
                StoreFiles.VALUES,
                MaximaFiles.ENTRIES,
                MaximaFiles.PLACES,
                LatentStatistics.FILE)) {
            assertThat(merged.resolve(file)).as(file).hasSameBinaryContentAs(whole.resolve(file));
        }
        try (LatentIndex one = LatentIndex.open(whole, corpus);
                LatentIndex other = LatentIndex.open(merged, corpus)) {
            other.verify(JobContext.silent());
            for (int latent = 0; latent < LATENTS; latent++) {
                assertThat(other.topContexts(latent, 1000)).isEqualTo(one.topContexts(latent, 1000));
                assertThat(other.randomContexts(latent, 5, 3)).isEqualTo(one.randomContexts(latent, 5, 3));
                assertThat(other.nearMisses(latent, 5, 3)).isEqualTo(one.nearMisses(latent, 5, 3));
            }
            assertThat(other.contextsMatching("w3 w4", 100)).isEqualTo(one.contextsMatching("w3 w4", 100));
        }
    }

    @Test
    void shardsWithAGapAreRefused() {
        Path first = folder.resolve("first");
        Path last = folder.resolve("last");
        IndexBuilder.buildShard(first, SOURCE, corpus, activations, 0, 5, JobContext.silent());
        IndexBuilder.buildShard(last, SOURCE, corpus, activations, 6, corpus.contextCount(), JobContext.silent());
        assertThatThrownBy(() -> IndexBuilder.merge(
                        folder.resolve("merged"), SOURCE, corpus, List.of(first, last), JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ends before context 5, the next begins at 6");
        assertThatThrownBy(() -> IndexBuilder.merge(
                        folder.resolve("merged"), SOURCE, corpus, List.of(first), JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("cover contexts 0 to 5");
        assertThat(folder.resolve("merged")).doesNotExist();
    }

    @Test
    void aRebuiltIndexReplacesTheOldOne() {
        Path dir = folder.resolve("index");
        IndexBuilder.build(dir, SOURCE, corpus, activations, JobContext.silent());
        IndexBuilder.build(dir, SOURCE, corpus, new RandomActivations(corpus, LATENTS, 8), JobContext.silent());
        try (LatentIndex index = LatentIndex.open(dir, corpus)) {
            assertThat(index.store().activations()).isNotZero();
        }
    }

    @Test
    void anIndexOfAnotherCorpusIsRefused() throws IOException {
        Path dir = folder.resolve("index");
        IndexBuilder.build(dir, SOURCE, corpus, activations, JobContext.silent());
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (TokenCorpus other = RandomCorpus.random(elsewhere, 8, 30, 8, 40, 50)) {
            assertThatThrownBy(() -> LatentIndex.open(dir, other))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("built on another corpus");
        }
    }

    @Test
    void activationsThatAreNoneAreRefusedWithTheirPlace() {
        for (float bad : new float[] {Float.NaN, -1, Float.POSITIVE_INFINITY}) {
            ContextEncoder broken = encoder(bad);
            assertThatThrownBy(() -> IndexBuilder.build(
                            folder.resolve("index"), IndexSource.flat("sae", 3), corpus, broken, JobContext.silent()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("for latent 2 on token 0");
            assertThat(folder.resolve("index")).doesNotExist();
        }
    }

    @Test
    void hugeAndTinyActivationsAreKeptAsHalfFloatsCan() {
        Path dir = folder.resolve("index");
        IndexInfo info =
                IndexBuilder.build(dir, IndexSource.flat("sae", 3), corpus, encoder(1e6f), JobContext.silent());
        assertThat(info.clipped()).isEqualTo(corpus.tokenCount());
        try (LatentIndex index = LatentIndex.open(dir, corpus)) {
            assertThat(index.store().value(0, 2)).isEqualTo(65504);
            assertThat(index.topContexts(2, 1))
                    .first()
                    .extracting(ContextHit::max)
                    .isEqualTo(65504f);
        }
        IndexBuilder.build(dir, IndexSource.flat("sae", 3), corpus, encoder(1e-9f), JobContext.silent());
        try (LatentIndex index = LatentIndex.open(dir, corpus)) {
            assertThat(index.store().activations())
                    .as("what rounds to zero is silent")
                    .isZero();
            assertThat(index.statistics().deadCount()).isEqualTo(3);
            assertThat(index.topContexts(2, 5)).isEmpty();
        }
    }

    @Test
    void theSmallestHalfFloatsAreTold() {
        float tiny = Float.float16ToFloat((short) 1);
        Path dir = folder.resolve("index");
        IndexBuilder.build(dir, IndexSource.flat("sae", 3), corpus, encoder(tiny), JobContext.silent());
        try (LatentIndex index = LatentIndex.open(dir, corpus)) {
            assertThat(index.topContexts(2, 1))
                    .first()
                    .extracting(ContextHit::max)
                    .isEqualTo(tiny);
        }
    }

    @Test
    void aStoppedBuildLeavesNothing() {
        JobContext stopped = JobContext.quiet(() -> true);
        assertThatThrownBy(() -> IndexBuilder.build(folder.resolve("index"), SOURCE, corpus, activations, stopped))
                .isInstanceOf(CancelledException.class);
        assertThat(folder)
                .isDirectoryNotContaining(file -> file.getFileName().toString().contains("index"));
    }

    @Test
    void manyReadersAskAtOnce() throws InterruptedException, ExecutionException {
        Path dir = folder.resolve("index");
        IndexBuilder.build(dir, SOURCE, corpus, activations, JobContext.silent());
        try (LatentIndex index = LatentIndex.open(dir, corpus);
                LatentIndex second = LatentIndex.open(dir, corpus);
                var threads = Executors.newFixedThreadPool(4)) {
            var go = new CountDownLatch(1);
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                answers.add(threads.submit(() -> {
                    go.await();
                    boolean same = true;
                    for (int latent = 0; latent < LATENTS; latent++) {
                        same &= index.topContexts(latent, 9).equals(second.topContexts(latent, 9));
                        same &= index.coFiring(latent, 9).equals(second.coFiring(latent, 9));
                    }
                    return same;
                }));
            }
            go.countDown();
            for (Future<Boolean> answer : answers) {
                assertThat(answer.get()).isTrue();
            }
        }
    }

    /** Latent 2 alone, the same value on every token. */
    private static ContextEncoder encoder(float value) {
        return new ContextEncoder() {
            @Override
            public int latents() {
                return 3;
            }

            @Override
            public SparseRows encode(List<Context> batch) {
                int tokens = batch.stream().mapToInt(Context::length).sum();
                int[] offsets = new int[tokens + 1];
                Arrays.setAll(offsets, i -> i);
                int[] ids = new int[tokens];
                Arrays.fill(ids, 2);
                float[] values = new float[tokens];
                Arrays.fill(values, value);
                return new SparseRows(tokens, offsets, ids, values);
            }
        };
    }
}
