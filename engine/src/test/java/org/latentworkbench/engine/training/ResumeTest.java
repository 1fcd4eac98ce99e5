package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.text.BosRule;
import tools.jackson.databind.JsonNode;

/** A run that is stopped, killed or damaged and resumed ends with the same bits as one that was not. */
class ResumeTest {
    /** So many that some are dead when a run stops: their counters must survive too. */
    private static final int LATENTS = 400;

    private static final Atoms ATOMS = Atoms.generate(3);
    private static final TrainingSource SOURCE =
            new TrainingSource("atoms", "none", "atoms", "", BosRule.NONE, 1, Map.of("rows", "abc"));

    @TempDir
    Path temporary;

    static Stream<SaeKind> kinds() {
        return Stream.of(
                new SaeKind.TopK(3),
                new SaeKind.Matryoshka(3, List.of(64, LATENTS)),
                new SaeKind.MatryoshkaRandom(List.of(64, LATENTS)),
                new SaeKind.Relu(),
                new SaeKind.Gated(),
                new SaeKind.JumpRelu(false));
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void aStoppedRunGoesOnAsIfItHadNotStopped(SaeKind kind) throws IOException {
        Path whole = temporary.resolve("whole");
        Path stopped = temporary.resolve("stopped");
        TrainingResult expected = train(config(kind, 1), whole, false, JobContext.silent(), 2);
        assertThatThrownBy(() -> train(config(kind, 1), stopped, false, new StopAt(100), 2))
                .isInstanceOf(CancelledException.class)
                .hasMessageContaining("step 100 of 200");
        TrainingResult resumed = train(config(kind, 1), stopped, true, JobContext.silent(), 2);
        assertThat(resumed.parametersSha256()).isEqualTo(expected.parametersSha256());
        assertThat(resumed.fvu()).isEqualTo(expected.fvu());
        assertThat(resumed.l0()).isEqualTo(expected.l0());
        assertThat(logSteps(stopped)).isEqualTo(logSteps(whole));
    }

    @Test
    void anotherSeedGivesOtherParameters() {
        SaeKind kind = new SaeKind.TopK(3);
        String first = train(config(kind, 1), temporary.resolve("a"), false, JobContext.silent(), 2)
                .parametersSha256();
        String second = train(config(kind, 2), temporary.resolve("b"), false, JobContext.silent(), 2)
                .parametersSha256();
        assertThat(second).isNotEqualTo(first);
    }

    @Test
    void theNumberOfThreadsDoesNotChangeTheResult() {
        SaeKind kind = new SaeKind.Matryoshka(3, List.of(64, LATENTS));
        String two = train(config(kind, 1), temporary.resolve("a"), false, JobContext.silent(), 2)
                .parametersSha256();
        String three = train(config(kind, 1), temporary.resolve("b"), false, JobContext.silent(), 3)
                .parametersSha256();
        assertThat(three).isEqualTo(two);
    }

    @Test
    void aKilledRunGoesOnFromItsLastCheckpointAndRepairsItsLog() throws IOException {
        SaeKind kind = new SaeKind.TopK(3);
        Path whole = temporary.resolve("whole");
        Path killed = temporary.resolve("killed");
        TrainingResult expected = train(config(kind, 1), whole, false, JobContext.silent(), 2);
        kill(kind, killed, 130);
        Files.writeString(killed.resolve("log.jsonl"), "{\"step\": 12", StandardOpenOption.APPEND);
        TrainingResult resumed = train(config(kind, 1), killed, true, JobContext.silent(), 2);
        assertThat(resumed.parametersSha256()).isEqualTo(expected.parametersSha256());
        assertThat(logSteps(killed)).isEqualTo(logSteps(whole));
    }

    @Test
    void aTruncatedNewestCheckpointIsPassedOverForTheOneBefore() throws IOException {
        SaeKind kind = new SaeKind.TopK(3);
        Path whole = temporary.resolve("whole");
        Path damaged = temporary.resolve("damaged");
        TrainingResult expected = train(config(kind, 1), whole, false, JobContext.silent(), 2);
        kill(kind, damaged, 190);
        List<Path> checkpoints = checkpoints(damaged);
        assertThat(checkpoints).hasSizeBetween(3, 4);
        Path tensors = checkpoints.getLast().resolve("state.safetensors");
        try (FileChannel file = FileChannel.open(tensors, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(tensors) / 2);
        }
        TrainingResult resumed = train(config(kind, 1), damaged, true, JobContext.silent(), 2);
        assertThat(resumed.parametersSha256()).isEqualTo(expected.parametersSha256());
    }

    @Test
    void aRunIsNeitherOverwrittenNorResumedWithOtherSettings() {
        Path folder = temporary.resolve("run");
        train(config(new SaeKind.TopK(3), 1), folder, false, JobContext.silent(), 2);
        assertThatThrownBy(() -> train(config(new SaeKind.TopK(3), 1), folder, false, JobContext.silent(), 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("already holds a training run");
        assertThatThrownBy(() -> train(config(new SaeKind.TopK(4), 1), folder, true, JobContext.silent(), 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("settings.k was 3 and is 4");
    }

    @Test
    void theRunFileTellsSettingsAndResult() {
        Path folder = temporary.resolve("run");
        TrainingResult result = train(config(new SaeKind.TopK(3), 1), folder, false, JobContext.silent(), 2);
        JsonNode run = Manifest.readTree(folder.resolve("run.json"));
        assertThat(run.path("status").asString()).isEqualTo("finished");
        assertThat(run.path("settings").path("seed").asInt()).isEqualTo(1);
        assertThat(run.path("source").path("hashes").path("rows").asString()).isEqualTo("abc");
        assertThat(run.path("result").path("parametersSha256").asString()).isEqualTo(result.parametersSha256());
    }

    private static void kill(SaeKind kind, Path folder, int step) {
        RowsStream breaking = new RowsStream(ATOMS.train(), 1) {
            @Override
            public void next(org.latentworkbench.engine.tensor.FloatMatrix into) {
                if (rowsServed() >= step * 128L) {
                    throw new IllegalStateException("killed");
                }
                super.next(into);
            }
        };
        assertThatThrownBy(() -> new Trainer(2)
                        .run(
                                RunPlan.of(SOURCE, config(kind, 1), folder, false),
                                breaking,
                                null,
                                ATOMS.scale(),
                                JobContext.silent()))
                .hasMessage("killed");
    }

    private static TrainingConfig config(SaeKind kind, long seed) {
        TrainingConfig defaults = TrainingConfig.defaults(kind, LATENTS, 128, 200, seed);
        if (kind.activeLatents().isEmpty()) {
            return penalised(defaults);
        }
        return new TrainingConfig(
                kind,
                LATENTS,
                128,
                200,
                1e-3,
                seed,
                defaults.optimiser(),
                new TrainingConfig.Auxiliary(1.0 / 32, 0, 1500),
                40,
                10);
    }

    /** λ that is steered, latents that are put into order, and averaged weights are part of a state too. */
    private static TrainingConfig penalised(TrainingConfig defaults) {
        TrainingConfig steered = defaults.withTargetL0(8)
                .withOptimiser(defaults.optimiser().withAveraging(0.99))
                .withCheckpointEvery(40);
        return steered.objective() instanceof Objective.RandomPrefixes random
                ? steered.withObjective(
                        new Objective.RandomPrefixes(random.sparsity(), 4, random.law(), random.logarithm(), 30))
                : steered;
    }

    private static TrainingResult train(
            TrainingConfig config, Path folder, boolean resume, JobContext context, int threads) {
        return new Trainer(threads)
                .run(
                        RunPlan.of(SOURCE, config, folder, resume),
                        new RowsStream(ATOMS.train(), 1),
                        new RowsStream(ATOMS.test(), 1),
                        ATOMS.scale(),
                        context);
    }

    private static List<Path> checkpoints(Path folder) throws IOException {
        try (Stream<Path> entries = Files.list(folder.resolve("checkpoints"))) {
            return entries.sorted().toList();
        }
    }

    private static List<Integer> logSteps(Path folder) throws IOException {
        return Files.readAllLines(folder.resolve("log.jsonl")).stream()
                .map(line -> Manifest.mapper().readTree(line).path("step").asInt())
                .toList();
    }
}
