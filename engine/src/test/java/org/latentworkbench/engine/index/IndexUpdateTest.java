package org.latentworkbench.engine.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.CorpusAppender;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenCorpus;

/** Builds that go on, indexes that grow, and readers meanwhile. */
class IndexUpdateTest {
    private static final int LATENTS = 23;
    private static final int PER_SHARD = 7;

    @TempDir
    Path folder;

    private Path dir;
    private Path whole;

    @BeforeEach
    void name() {
        dir = folder.resolve("index");
        whole = folder.resolve("whole");
    }

    private static IndexSource source(String fingerprint) {
        return new IndexSource("sae", LATENTS, new int[] {5, LATENTS}, Optional.empty(), fingerprint);
    }

    /** Counts what is encoded, and fails after some contexts as a killed process would. */
    private static final class Counting implements ContextEncoder {
        private final ContextEncoder inner;
        private final int last;
        private int encoded;

        Counting(ContextEncoder inner, int last) {
            this.inner = inner;
            this.last = last;
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
            if (encoded >= last) {
                throw new IllegalStateException("killed");
            }
            encoded += batch.size();
            return inner.encode(batch);
        }
    }

    private static Counting patient(ContextEncoder encoder) {
        return new Counting(encoder, Integer.MAX_VALUE);
    }

    private static IndexInfo update(Path dir, String fingerprint, TokenCorpus corpus, ContextEncoder encoder) {
        return IndexBuilder.update(dir, source(fingerprint), corpus, encoder, PER_SHARD, JobContext.silent());
    }

    private static void assertSameAnswers(Path one, Path other, TokenCorpus corpus) throws IOException {
        for (String file : List.of(
                StoreFiles.OFFSETS, StoreFiles.BASES, StoreFiles.LATENTS, StoreFiles.VALUES, LatentStatistics.FILE)) {
            assertThat(one.resolve(file)).as(file).hasSameBinaryContentAs(other.resolve(file));
        }
        try (LatentIndex first = LatentIndex.open(one, corpus);
                LatentIndex second = LatentIndex.open(other, corpus)) {
            first.verify(JobContext.silent());
            assertThat(first.info().fingerprint()).isEqualTo(second.info().fingerprint());
            for (int latent = 0; latent < LATENTS; latent++) {
                assertThat(first.topContexts(latent, 1000)).isEqualTo(second.topContexts(latent, 1000));
                assertThat(first.randomContexts(latent, 5, 3)).isEqualTo(second.randomContexts(latent, 5, 3));
                assertThat(first.coFiring(latent, 30)).isEqualTo(second.coFiring(latent, 30));
            }
            assertThat(first.contextsMatching("w3 w4", 100))
                    .containsExactlyInAnyOrder(second.contextsMatching("w3 w4", 100));
        }
    }

    @Test
    void aKilledBuildGoesOnWithItsFinishedShards() throws IOException {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 7, 30, 8, 40, 50)) {
            var activations = new RandomActivations(corpus, LATENTS, 7);
            IndexBuilder.build(whole, source("f"), corpus, activations, JobContext.silent());
            var killed = new Counting(activations, 3 * PER_SHARD + 4);
            assertThatThrownBy(() -> update(dir, "f", corpus, killed)).hasMessage("killed");
            assertThat(dir).doesNotExist();
            var rest = patient(activations);
            update(dir, "f", corpus, rest);
            assertThat(rest.encoded).isEqualTo(corpus.contextCount() - 3 * PER_SHARD);
            assertSameAnswers(dir, whole, corpus);
            assertNothingElse();
        }
    }

    @Test
    void shardsOfAnotherAutoencoderAreNotUsed() {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 7, 30, 8, 40, 50)) {
            var activations = new RandomActivations(corpus, LATENTS, 7);
            var killed = new Counting(activations, 3 * PER_SHARD);
            assertThatThrownBy(() -> update(dir, "f", corpus, killed)).hasMessage("killed");
            var all = patient(activations);
            update(dir, "g", corpus, all);
            assertThat(all.encoded).isEqualTo(corpus.contextCount());
            var again = patient(activations);
            update(dir, "h", corpus, again);
            assertThat(again.encoded).isEqualTo(corpus.contextCount());
            var nothing = patient(activations);
            update(dir, "h", corpus, nothing);
            assertThat(nothing.encoded).as("a complete index is left as it is").isZero();
        }
    }

    @Test
    void anIndexGrowsWithItsCorpusAndAnswersAsOneBuiltAnew() throws IOException {
        Path corpusFolder;
        RandomActivations activations;
        try (TokenCorpus corpus = RandomCorpus.random(folder, 7, 30, 8, 40, 50)) {
            corpusFolder = corpus.directory();
            update(dir, "f", corpus, new RandomActivations(corpus, LATENTS, 7));
            LatentIndex open = LatentIndex.open(dir, corpus);
            Stream<Document> more =
                    Stream.of(new Document("a", "w1 w2 w3 w4 w5 w6 w7 w8 w9 w1 w1 w1"), new Document("b", "w3 w4 w9"));
            CorpusAppender.append(corpusFolder, more, "more", JobContext.silent());
            try (TokenCorpus longer = TokenCorpus.open(corpusFolder)) {
                int before = corpus.contextCount();
                assertThat(longer.contextCount()).isEqualTo(before + 3);
                assertThat(longer.sha256(corpus.documentCount()))
                        .isEqualTo(corpus.info().sha256());
                assertThat(longer.sha256(longer.documentCount()))
                        .isEqualTo(longer.info().sha256());
                assertThatThrownBy(() -> LatentIndex.open(dir, longer))
                        .isInstanceOf(BadInputException.class)
                        .hasMessageContaining("Build it again");
                activations = new RandomActivations(longer, LATENTS, 7);
                var appended = patient(activations);
                update(dir, "f", longer, appended);
                assertThat(appended.encoded).isEqualTo(3);
                IndexBuilder.build(whole, source("f"), longer, activations, JobContext.silent());
                assertSameAnswers(dir, whole, longer);
                assertNothingElse();
                // Who had the old index open still reads it.
                assertThat(open.topContexts(1, 1000)).isNotEmpty();
                assertThat(open.latentsMatching("w1")).isNotEmpty();
                open.verify(JobContext.silent());
                open.close();
            }
        }
    }

    @Test
    void anIndexOfOtherTextIsBuiltFromTheBeginning() throws IOException {
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (TokenCorpus corpus = RandomCorpus.random(folder, 7, 30, 8, 40, 50);
                TokenCorpus other = RandomCorpus.random(elsewhere, 8, 30, 8, 60, 50)) {
            update(dir, "f", corpus, new RandomActivations(corpus, LATENTS, 7));
            var all = patient(new RandomActivations(other, LATENTS, 7));
            update(dir, "f", other, all);
            assertThat(all.encoded).isEqualTo(other.contextCount());
        }
    }

    @Test
    void shardsOfOtherParametersAreNotMerged() {
        try (TokenCorpus corpus = RandomCorpus.random(folder, 7, 30, 8, 40, 50)) {
            Path shard = folder.resolve("shard");
            var activations = new RandomActivations(corpus, LATENTS, 7);
            IndexBuilder.buildShard(
                    shard, source("f"), corpus, activations, 0, corpus.contextCount(), JobContext.silent());
            assertThatThrownBy(() -> IndexBuilder.merge(dir, source("g"), corpus, List.of(shard), JobContext.silent()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("other parameters");
        }
    }

    private void assertNothingElse() throws IOException {
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .as("no folder of the build is left")
                    .noneMatch(name -> name.startsWith("."));
        }
    }
}
