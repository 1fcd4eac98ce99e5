package org.latentworkbench.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.BpeTrainer;
import org.latentworkbench.engine.text.Context;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenCorpus;

class HarvesterTest {
    private static final HookPoint HOOK = HookPoint.parse("resid_post.2");
    private static final String STORY =
            "Once upon a time, there was a little girl named Lily. She loved to play outside. ";

    @TempDir
    Path folder;

    private LanguageModel model;
    private TokenCorpus corpus;

    @BeforeEach
    void open() {
        Path hf = SharedData.path("models/stories260K/hf");
        model = LanguageModel.load(hf, ComputeDevice.parse("cpu"));
        CorpusWriter.write(
                folder.resolve("corpus"),
                "corpus",
                Stream.of(
                        new Document("a", STORY.repeat(4)),
                        new Document("b", "The cat sat."),
                        new Document("c", STORY.repeat(3))),
                hf,
                new CorpusOptions(32, BosRule.EACH_CONTEXT, "test"),
                JobContext.silent());
        corpus = TokenCorpus.open(folder.resolve("corpus"));
    }

    @AfterEach
    void close() {
        if (corpus != null) {
            corpus.close();
        }
        if (model != null) {
            model.close();
        }
    }

    private HarvestOptions options(DType dtype, int shardRows) {
        return new HarvestOptions("acts", "stories260K", "corpus", dtype, ScaleRule.UNIT_MS, false, shardRows);
    }

    private ActivationInfo harvest(DType dtype, int shardRows, JobContext job) {
        return Harvester.harvest(folder.resolve("acts"), model, corpus, HOOK, options(dtype, shardRows), job);
    }

    private FloatMatrix direct() {
        int[][] ids = new int[corpus.contextCount()][];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = corpus.tokens(corpus.context(i));
        }
        FloatMatrix all = FloatMatrix.allocate(Arena.ofAuto(), corpus.tokenCount(), 64);
        model.activations(ids, BosRule.EACH_CONTEXT, HOOK, all);
        return all;
    }

    private static FloatMatrix read(ActivationCache cache) {
        FloatMatrix all = FloatMatrix.allocate(
                Arena.ofAuto(), cache.info().rows(), cache.info().width());
        cache.copyRows(0, all);
        return all;
    }

    @Test
    void rowsAreTheModelsInTheOrderOfTheCorpus() {
        ActivationInfo info = harvest(DType.F32, 60, JobContext.silent());
        FloatMatrix direct = direct();
        assertThat(info.rows()).isEqualTo(corpus.tokenCount());
        assertThat(info.shards()).isGreaterThan(2);
        assertThat(info.hook()).isEqualTo(HOOK);
        try (ActivationCache cache = ActivationCache.open(folder.resolve("acts"))) {
            FloatMatrix read = read(cache);
            for (long row = 0; row < info.rows(); row++) {
                assertThat(read.row(row)).as("row %d", row).containsExactly(direct.row(row), within(1e-5f));
            }
            // A context alone, in the middle: the row of a position does not depend on what else was harvested.
            Context context = corpus.context(3);
            FloatMatrix alone = FloatMatrix.allocate(Arena.ofAuto(), context.length(), 64);
            model.activations(new int[][] {corpus.tokens(context)}, BosRule.EACH_CONTEXT, HOOK, alone);
            FloatMatrix some = FloatMatrix.allocate(Arena.ofAuto(), context.length(), 64);
            cache.copyRows(context.start(), some);
            assertThat(some.row(0)).containsExactly(alone.row(0), within(1e-5f));
        }
    }

    @Test
    void halfPrecisionIsNearAndHalfTheSize() {
        ActivationInfo info = harvest(DType.F16, 1 << 17, JobContext.silent());
        assertThat(info.dtype()).isEqualTo("F16");
        assertThat(info.bytes()).isBetween(info.rows() * 128, info.rows() * 128 + 1000);
        FloatMatrix direct = direct();
        try (ActivationCache cache = ActivationCache.open(folder.resolve("acts"))) {
            FloatMatrix read = read(cache);
            for (int column = 0; column < 64; column++) {
                float expected = direct.get(5, column);
                assertThat(read.get(5, column)).isCloseTo(expected, within(Math.abs(expected) / 1024 + 1e-6f));
            }
        }
    }

    @Test
    void theScaleIsThatOfTheStoredRows() {
        ActivationInfo info = harvest(DType.F32, 100, JobContext.silent());
        try (ActivationCache cache = ActivationCache.open(folder.resolve("acts"))) {
            FloatMatrix rows = read(cache);
            double sum = 0;
            for (long row = 0; row < rows.rows(); row++) {
                for (float value : rows.row(row)) {
                    sum += (double) value * value;
                }
            }
            assertThat(info.scale().scale()).isCloseTo(1 / Math.sqrt(sum / rows.rows()), within(1e-9));
            assertThat(cache.info().scale().scale()).isEqualTo(info.scale().scale());
            assertThat(info.scale().rows()).isEqualTo(info.rows());
        }
    }

    @Test
    void aStoppedHarvestGoesOnBehindItsLastWholeFile() throws IOException {
        Path dir = folder.resolve("acts");
        assertThatThrownBy(() -> harvest(DType.F32, 100, new StopAfter(150))).isInstanceOf(CancelledException.class);
        Path first = dir.resolve("shard-00000.safetensors");
        assertThat(first).exists();
        assertThat(dir.resolve("activations.json")).doesNotExist();
        assertThatThrownBy(() -> ActivationCache.open(dir))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("unfinished");
        assertThatThrownBy(() -> harvest(DType.F16, 100, JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("other settings");
        var written = Files.getLastModifiedTime(first);
        ActivationInfo info = harvest(DType.F32, 100, JobContext.silent());
        assertThat(Files.getLastModifiedTime(first)).isEqualTo(written);
        assertThat(info.rows()).isEqualTo(corpus.tokenCount());
        assertThatThrownBy(() -> harvest(DType.F32, 100, JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("finished");
    }

    @Test
    void streamingGivesTheRowsOfTheCacheShuffled() {
        FloatMatrix direct = direct();
        int rows = (int) corpus.tokenCount();
        try (ActivationStream stream = Harvester.streaming(model, corpus, HOOK, 5, 64)) {
            FloatMatrix found = FloatMatrix.allocate(Arena.ofAuto(), rows, 64);
            stream.next(found);
            double expected = 0;
            double sum = 0;
            for (int row = 0; row < rows; row++) {
                expected += direct.get(row, 0);
                sum += found.get(row, 0);
            }
            assertThat(sum).isCloseTo(expected, within(1e-3));
            FloatMatrix again = FloatMatrix.allocate(Arena.ofAuto(), 30, 64);
            stream.skipTo(100);
            stream.next(again);
            for (int row = 0; row < 30; row++) {
                assertThat(again.row(row)).containsExactly(found.row(100 + row), within(1e-5f));
            }
        }
    }

    @Test
    void aNumberThatIsNoneIsRefusedWithFileAndRow() throws IOException {
        harvest(DType.F32, 100, JobContext.silent());
        Path shard = folder.resolve("acts/shard-00001.safetensors");
        // The data ends the file: this is the last value of the last row.
        try (FileChannel channel = FileChannel.open(shard, StandardOpenOption.WRITE)) {
            var nan = java.nio.ByteBuffer.allocate(4)
                    .order(java.nio.ByteOrder.LITTLE_ENDIAN)
                    .putFloat(Float.NaN)
                    .flip();
            channel.write(nan, channel.size() - 4);
        }
        try (ActivationCache cache = ActivationCache.open(folder.resolve("acts"));
                ActivationStream stream = cache.stream(1)) {
            FloatMatrix batch = FloatMatrix.allocate(Arena.ofAuto(), 8, 64);
            assertThatThrownBy(() -> stream.next(batch))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageMatching(
                            ".*shard-00001\\.safetensors: row \\d+ \\(position " + (corpus.tokenCount() - 1) + " .*")
                    .hasMessageContaining("dimension 63");
        }
    }

    @Test
    void cutAndExchangedFilesAreRefused() throws IOException {
        harvest(DType.F32, 100, JobContext.silent());
        Path shard = folder.resolve("acts/shard-00000.safetensors");
        byte[] whole = Files.readAllBytes(shard);
        Files.write(shard, java.util.Arrays.copyOf(whole, whole.length - 4));
        assertThatThrownBy(() -> ActivationCache.open(folder.resolve("acts")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("shard-00000.safetensors has " + (whole.length - 4) + " bytes");
        SafetensorsWriter.write(
                shard,
                List.of(TensorData.ofFloats("other", DType.F32, MemorySegment.ofArray(new float[4]), 4)),
                Map.of());
        assertThatThrownBy(() -> ActivationCache.open(folder.resolve("acts"))).isInstanceOf(BadInputException.class);
    }

    @Test
    void aCorpusOfAnotherTokenizerIsRefused() {
        Path tokenizer = folder.resolve("other/tokenizer.json");
        BpeTrainer.train(Stream.of(new Document("t", STORY)), 300, tokenizer, JobContext.silent());
        CorpusWriter.write(
                folder.resolve("foreign"),
                "foreign",
                Stream.of(new Document("a", STORY)),
                tokenizer,
                CorpusOptions.defaults("test"),
                JobContext.silent());
        try (TokenCorpus foreign = TokenCorpus.open(folder.resolve("foreign"))) {
            assertThatThrownBy(() -> Harvester.harvest(
                            folder.resolve("x"), model, foreign, HOOK, options(DType.F32, 10), JobContext.silent()))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("another tokenizer");
        }
    }

    /** Asks to stop once so many rows are done. */
    private static final class StopAfter implements JobContext {
        private final long rows;
        private long done;

        StopAfter(long rows) {
            this.rows = rows;
        }

        @Override
        public void progress(long rowsDone, long total) {
            done = rowsDone;
        }

        @Override
        public void message(String text) {}

        @Override
        public void metric(String name, double value) {}

        @Override
        public boolean isCancelled() {
            return done >= rows;
        }

        @Override
        public JobContext part(String title, double weight) {
            return this;
        }
    }
}
