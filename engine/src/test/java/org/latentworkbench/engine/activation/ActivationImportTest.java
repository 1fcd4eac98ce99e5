package org.latentworkbench.engine.activation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NumpyWriter;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.tensor.TensorStream;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.BpeTrainer;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenCorpus;

/** Activations from elsewhere: row r holds the values r, r + 0.5 before anything is left out. */
class ActivationImportTest {
    private static final int BOS = 0;

    @TempDir
    Path folder;

    private Path tokenizer;

    @BeforeEach
    void trainTokenizer() {
        tokenizer = folder.resolve("tokenizer.json");
        BpeTrainer.train(Stream.of(new Document("d", "a text of words")), 258, tokenizer, JobContext.silent());
    }

    private static TensorData rows(int first, int count, long... shape) {
        float[] values = new float[count * 2];
        for (int row = 0; row < count; row++) {
            values[2 * row] = first + row;
            values[2 * row + 1] = first + row + 0.5f;
        }
        return TensorData.ofFloats("activations", values, shape.length == 0 ? new long[] {count, 2} : shape);
    }

    private static ImportOptions options() {
        return options(Optional.empty(), 1, false);
    }

    private static ImportOptions options(Optional<BosRule> bos, double scale, boolean half) {
        return new ImportOptions(
                "acts",
                Optional.of("m"),
                Optional.of(HookPoint.parse("resid_post.1")),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                bos,
                scale,
                half);
    }

    private List<Float> imported(ImportOptions options, Path... paths) {
        Path target = folder.resolve("cache-" + java.util.UUID.randomUUID());
        try (ImportedRows rows = ImportedRows.open(List.of(paths), options)) {
            ImportPlan plan = ImportPlan.of(rows, options, OptionalInt.of(BOS));
            ActivationImporter.write(target, rows, plan, options, "test", Optional.empty(), JobContext.silent());
        }
        try (ActivationCache cache = ActivationCache.open(target)) {
            return firstColumn(cache);
        }
    }

    private static List<Float> firstColumn(ActivationCache cache) {
        List<Float> values = new ArrayList<>();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix all = FloatMatrix.allocate(
                    arena, cache.info().rows(), cache.info().width());
            cache.copyRows(0, all);
            for (long row = 0; row < all.rows(); row++) {
                assertThat(all.get(row, 1) - all.get(row, 0)).isPositive();
                values.add(all.get(row, 0));
            }
        }
        return values;
    }

    @Test
    void shardsOfAFolderComeInTheOrderOfTheirNumbers() throws Exception {
        Path shards = Files.createDirectory(folder.resolve("shards"));
        NumpyWriter.npy(shards.resolve("acts-10.npy"), TensorStream.of(rows(4, 2)));
        NumpyWriter.npy(shards.resolve("acts-9.npy"), TensorStream.of(rows(1, 3)));
        NumpyWriter.npy(shards.resolve("acts-11.npy"), TensorStream.of(rows(6, 4, 2, 2, 2)));
        assertThat(imported(options(), shards)).containsExactly(1f, 2f, 3f, 4f, 5f, 6f, 7f, 8f, 9f);
    }

    @Test
    void aScaleThatWasAppliedIsTakenBack() {
        Path file = folder.resolve("a.npy");
        NumpyWriter.npy(file, TensorStream.of(rows(2, 3)));
        assertThat(imported(options(Optional.empty(), 2, false), file)).containsExactly(1f, 1.5f, 2f);
        assertThat(imported(options(Optional.empty(), 1, true), file)).containsExactly(2f, 3f, 4f);
    }

    @Test
    void rowsOfBosAreKnownByTheirTokensAndLeftOut() {
        Path file = folder.resolve("a.npz");
        long[] ids = {BOS, 5, 6, BOS, 7, 8};
        NumpyWriter.npz(
                file,
                List.of(
                        TensorStream.of(rows(1, 6, 2, 3, 2)),
                        TensorStream.of(TensorData.ofLongs("token_ids", DType.I64, ids, 2, 3))));
        assertThat(imported(options(), file)).containsExactly(2f, 3f, 5f, 6f);
        assertThat(imported(options(Optional.of(BosRule.NONE), 1, false), file))
                .as("asked to keep them")
                .containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
        try (ImportedRows rows = ImportedRows.open(List.of(file), options())) {
            ImportPlan plan = ImportPlan.of(rows, options(), OptionalInt.of(BOS));
            assertThat(plan.contextLength()).isEqualTo(2);
            assertThat(plan.bos()).isEqualTo(BosRule.EACH_CONTEXT);
            assertThat(plan.dropped()).isEqualTo(2);
            ImportPlan other = ImportPlan.of(rows, options(), OptionalInt.of(9));
            assertThat(other.bos()).isEqualTo(BosRule.NONE);
            assertThat(other.rows()).isEqualTo(6);
        }
    }

    @ParameterizedTest
    @EnumSource(ExportFormat.class)
    void whatIsExportedIsImportedAgain(ExportFormat format) {
        Path first = folder.resolve("first");
        Path corpusFolder = folder.resolve("corpus");
        List<int[]> documents = List.of(new int[] {3, 4, 5}, new int[] {6}, new int[] {7, 8});
        CorpusWriter.writeTokens(
                corpusFolder,
                "c",
                documents.iterator(),
                tokenizer,
                new CorpusOptions(2, BosRule.EACH_CONTEXT, "test"),
                JobContext.silent());
        Path file = folder.resolve("a.safetensors");
        SafetensorsWriter.write(file, List.of(rows(1, 6)), java.util.Map.of());
        Path out = folder.resolve("out");
        try (TokenCorpus corpus = TokenCorpus.open(corpusFolder)) {
            try (ImportedRows rows = ImportedRows.open(List.of(file), options())) {
                ImportPlan plan = ImportPlan.of(rows, options(), OptionalInt.empty());
                ActivationImporter.write(
                        first, rows, plan, options(), "test", Optional.of(corpus), JobContext.silent());
            }
            try (ActivationCache cache = ActivationCache.open(first)) {
                assertThat(cache.info().corpus()).isEqualTo("c");
                ActivationExport.write(cache, Optional.of(corpus), format, out, JobContext.silent());
            }
        }
        ImportOptions nothing = new ImportOptions(
                "again",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                false);
        try (ImportedRows rows = ImportedRows.open(List.of(out), nothing)) {
            ImportPlan plan = ImportPlan.of(rows, nothing, OptionalInt.of(BOS));
            assertThat(plan.model()).isEqualTo("m");
            assertThat(plan.hook()).hasToString("resid_post.1");
            assertThat(plan.starts()).containsExactly(0, 3, 4, 6);
            List<int[]> again = new ArrayList<>();
            plan.documents(rows.tokens().orElseThrow()).forEachRemaining(again::add);
            assertThat(again).usingRecursiveComparison().isEqualTo(documents);
        }
        assertThat(imported(nothing, out)).containsExactly(1f, 2f, 3f, 4f, 5f, 6f);
    }

    @Test
    void aRowThatIsNotFiniteIsNamed() throws Exception {
        Path shards = Files.createDirectory(folder.resolve("shards"));
        NumpyWriter.npy(shards.resolve("0.npy"), TensorStream.of(rows(1, 5)));
        float[] values = {1, 2, 3, 4, Float.NaN, 6};
        NumpyWriter.npy(shards.resolve("1.npy"), TensorStream.of(TensorData.ofFloats("activations", values, 3, 2)));
        assertThatThrownBy(() -> imported(options(), shards))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("1.npy: row 2")
                .hasMessageContaining("NaN");
        values[4] = 70_000;
        NumpyWriter.npy(shards.resolve("1.npy"), TensorStream.of(TensorData.ofFloats("activations", values, 3, 2)));
        assertThatThrownBy(() -> imported(options(Optional.empty(), 1, true), shards))
                .hasMessageContaining("1.npy: row 2")
                .hasMessageContaining("--half");
        try (Stream<Path> children = Files.list(folder)) {
            assertThat(children.filter(path -> path.getFileName().toString().contains("cache")))
                    .isEmpty();
        }
    }

    @Test
    void whatDoesNotFitIsRefused() {
        Path wide = folder.resolve("wide.npy");
        NumpyWriter.npy(wide, TensorStream.of(TensorData.ofFloats("a", new float[6], 2, 3)));
        Path narrow = folder.resolve("narrow.npy");
        NumpyWriter.npy(narrow, TensorStream.of(rows(1, 2)));
        assertThatThrownBy(() -> imported(options(), narrow, wide)).hasMessageContaining("width 3");
        Path flat = folder.resolve("flat.npy");
        NumpyWriter.npy(flat, TensorStream.of(TensorData.ofFloats("a", new float[6], 6)));
        assertThatThrownBy(() -> imported(options(), flat)).hasMessageContaining("no array of activations");
        Path few = folder.resolve("few.npz");
        NumpyWriter.npz(
                few,
                List.of(
                        TensorStream.of(rows(1, 3)),
                        TensorStream.of(TensorData.ofLongs("tokens", DType.I32, new long[] {1, 2}, 2))));
        assertThatThrownBy(() -> imported(options(), few)).hasMessageContaining("2 token ids for 3");
        assertThatThrownBy(() -> imported(options(), folder.resolve("absent.npy")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("absent.npy");
        ImportOptions silent = new ImportOptions(
                "a",
                Optional.of("m"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1,
                false);
        assertThatThrownBy(() -> imported(silent, narrow)).hasMessageContaining("--hook");
        assertThatThrownBy(() -> options(Optional.empty(), Double.NaN, false)).isInstanceOf(BadInputException.class);
    }

    @Test
    void idsThatTheTokenizerDoesNotHaveAreNamed() {
        assertThatThrownBy(() -> CorpusWriter.writeTokens(
                        folder.resolve("c"),
                        "c",
                        List.of(new int[] {3, 900}).iterator(),
                        tokenizer,
                        new CorpusOptions(2, BosRule.NONE, "test"),
                        JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Token 1 has id 900");
        assertThat(folder.resolve("c")).doesNotExist();
    }
}
