package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;
import tools.jackson.databind.JsonNode;

/** Runs side by side, branched, stopped early, and what is kept of them. */
class RunsTest {
    private static final Atoms ATOMS = Atoms.generate(3);

    @TempDir
    Path temporary;

    @Test
    void runsSideBySideReadTheDataOnceAndEndAsIfTrainedAlone() {
        TrainingConfig first = config(new SaeKind.TopK(3), 96, 120, 1);
        TrainingConfig second = config(new SaeKind.Matryoshka(2, List.of(16, 64)), 64, 80, 2);
        CountingStream stream = new CountingStream();
        List<TrainingResult> together =
                train(List.of(plan("a", first), plan("b", second)), stream, JobContext.silent());
        assertThat(stream.rows).isEqualTo(120 * 128);
        assertThat(together.get(0)).satisfies(result -> assertSame(result, alone("c", first)));
        assertThat(together.get(1)).satisfies(result -> assertSame(result, alone("d", second)));
        assertThat(together.get(1).steps()).isEqualTo(80);
    }

    @Test
    void aGroupThatWasStoppedAtDifferentStepsGoesOnTogether() {
        TrainingConfig first = config(new SaeKind.TopK(3), 96, 120, 1);
        TrainingConfig second = config(new SaeKind.TopK(2), 96, 120, 1);
        stopAt(50, plan("a", first));
        stopAt(30, plan("b", second));
        List<TrainingResult> together =
                train(List.of(resumed(plan("a", first)), resumed(plan("b", second))), rows(), JobContext.silent());
        assertSame(together.get(0), alone("c", first));
        assertSame(together.get(1), alone("d", second));
    }

    @Test
    void aStoppedRunLeavesAnAutoencoderThatCanBeUsed() {
        RunPlan plan = plan("stopped", config(new SaeKind.BatchTopK(3), 96, 120, 1));
        stopAt(60, plan);
        try (Sae sae = Sae.load(plan.directory())) {
            assertThat(sae.latents()).isEqualTo(96);
        }
        JsonNode run = Manifest.readTree(plan.directory().resolve("run.json"));
        assertThat(run.path("status").asString()).isEqualTo("stopped");
        assertThat(run.path("result").path("runningFvu").asDouble()).isBetween(0.01, 1.0);
    }

    @Test
    void aRunWithoutProgressEndsEarlyAndAtTheSameStepWhenResumed() {
        TrainingConfig config = config(new SaeKind.TopK(3), 96, 2000, 1);
        RunPlan whole = withStop(plan("whole", config));
        TrainingResult expected =
                train(List.of(whole), rows(), JobContext.silent()).getFirst();
        assertThat(expected.steps()).isLessThan(2000);
        RunPlan stopped = withStop(plan("stopped", config));
        stopAt(60, stopped);
        assertSame(train(List.of(resumed(stopped)), rows(), JobContext.silent()).getFirst(), expected);
        JsonNode run = Manifest.readTree(whole.directory().resolve("run.json"));
        assertThat(run.path("result").path("stoppedEarly").asBoolean()).isTrue();
        assertThat(run.path("stop").path("patience").asInt()).isEqualTo(100);
    }

    @Test
    void aBranchBeginsWithTheStateOfAnotherRunAndDiffersOnlyByItsSettings() throws IOException {
        TrainingConfig config = config(new SaeKind.TopK(3), 96, 120, 1);
        RunPlan parent = plan("parent", config);
        TrainingResult straight =
                train(List.of(parent), rows(), JobContext.silent()).getFirst();
        RunFolder folder = new RunFolder(parent.directory());
        assertThat(folder.states()).extracting(RunFolder.State::step).containsExactly(40L, 80L, 120L);
        RunFolder.State state = folder.state("80");

        RunPlan same = branch(folder, state, "same", config);
        TrainingResult repeated =
                train(List.of(same), rows(), JobContext.silent()).getFirst();
        assertThat(repeated.parametersSha256()).isEqualTo(straight.parametersSha256());

        RunPlan slower = branch(folder, state, "slower", config.withLearningRate(1e-4));
        TrainingResult other =
                train(List.of(slower), rows(), JobContext.silent()).getFirst();
        assertThat(other.parametersSha256()).isNotEqualTo(straight.parametersSha256());
        assertThat(other.steps()).isEqualTo(120);
        JsonNode run = Manifest.readTree(slower.directory().resolve("run.json"));
        assertThat(run.path("origin").path("run").asString()).isEqualTo("parent");
        assertThat(run.path("origin").path("step").asInt()).isEqualTo(80);
        assertThat(Files.readAllLines(slower.directory().resolve("log.jsonl")).subList(0, 8))
                .isEqualTo(Files.readAllLines(parent.directory().resolve("log.jsonl"))
                        .subList(0, 8));
    }

    @Test
    void aBranchThatWasStoppedBeforeItsFirstCheckpointBeginsAgainAtItsOrigin() {
        TrainingConfig config = config(new SaeKind.TopK(3), 96, 120, 1);
        RunPlan parent = plan("parent", config);
        train(List.of(parent), rows(), JobContext.silent());
        RunFolder folder = new RunFolder(parent.directory());
        RunPlan whole = branch(folder, folder.state("80"), "whole", config.withLearningRate(1e-4));
        TrainingResult expected =
                train(List.of(whole), rows(), JobContext.silent()).getFirst();
        RunPlan killed = branch(folder, folder.state("80"), "killed", config.withLearningRate(1e-4));
        RowsStream breaking = new RowsStream(ATOMS.train(), 1) {
            @Override
            public void next(FloatMatrix into) {
                if (rowsServed() >= 100 * 128) {
                    throw new IllegalStateException("killed");
                }
                super.next(into);
            }
        };
        assertThatThrownBy(() -> train(List.of(killed), breaking, JobContext.silent()))
                .hasMessage("killed");
        TrainingResult resumed =
                train(List.of(resumed(killed)), rows(), JobContext.silent()).getFirst();
        assertThat(resumed.parametersSha256()).isEqualTo(expected.parametersSha256());
    }

    @Test
    void anUnknownCheckpointIsRefusedWithThoseThereAre() {
        RunPlan parent = plan("parent", config(new SaeKind.TopK(3), 96, 80, 1));
        train(List.of(parent), rows(), JobContext.silent());
        RunFolder folder = new RunFolder(parent.directory());
        assertThatThrownBy(() -> folder.state("77"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no checkpoint of step 77; it has those of 40, 80.");
    }

    @Test
    void theBestCheckpointOutlivesTheNewestThree() {
        Checkpoints checkpoints = new Checkpoints(temporary);
        try (TrainingState state =
                TrainingState.forRun(TrainingConfig.defaults(new SaeKind.TopK(2), 4, 8, 100, 1), 3)) {
            double[] fvu = {0.9, 0.2, 0.5, 0.4, 0.6, 0.7, 0.8};
            for (int i = 0; i < fvu.length; i++) {
                state.setStep(i + 1);
                state.trend().restore(new FvuTrend.Values(fvu[i], 1, 1, 0));
                checkpoints.write(state, i, 0);
            }
        }
        assertThat(new RunFolder(temporary).states())
                .extracting(RunFolder.State::step)
                .containsExactly(2L, 5L, 6L, 7L);
        assertThat(new RunFolder(temporary).state("best").step()).isEqualTo(2);
    }

    private RunPlan plan(String name, TrainingConfig config) {
        TrainingSource source = new TrainingSource(name, "none", "atoms", "", BosRule.NONE, 1, Map.of("rows", "abc"));
        return RunPlan.of(source, config, temporary.resolve(name), false);
    }

    private RunPlan branch(RunFolder parent, RunFolder.State state, String name, TrainingConfig config) {
        RunPlan plan = plan(name, config);
        RunOrigin origin = parent.branch(state, "parent", plan.directory());
        return new RunPlan(plan.source(), config, plan.directory(), false, Optional.empty(), Optional.of(origin));
    }

    private static RunPlan resumed(RunPlan plan) {
        return new RunPlan(plan.source(), plan.config(), plan.directory(), true, plan.stop(), plan.origin());
    }

    private static RunPlan withStop(RunPlan plan) {
        return new RunPlan(
                plan.source(),
                plan.config(),
                plan.directory(),
                false,
                Optional.of(new StopRule(100, 0.05)),
                Optional.empty());
    }

    private static TrainingConfig config(SaeKind kind, int width, long steps, long seed) {
        return TrainingConfig.defaults(kind, width, 128, steps, seed)
                .withLearningRate(3e-3)
                .withCheckpointEvery(40);
    }

    private TrainingResult alone(String name, TrainingConfig config) {
        return train(List.of(plan(name, config)), rows(), JobContext.silent()).getFirst();
    }

    private static void assertSame(TrainingResult one, TrainingResult other) {
        assertThat(one.parametersSha256()).isEqualTo(other.parametersSha256());
        assertThat(one.fvu()).isEqualTo(other.fvu());
        assertThat(one.steps()).isEqualTo(other.steps());
    }

    private void stopAt(long step, RunPlan plan) {
        assertThatThrownBy(() -> train(List.of(plan), rows(), new StopAt(step))).isInstanceOf(CancelledException.class);
    }

    private static ActivationStream rows() {
        return new RowsStream(ATOMS.train(), 1);
    }

    private static List<TrainingResult> train(List<RunPlan> plans, ActivationStream stream, JobContext context) {
        return new Trainer(2).run(plans, stream, new RowsStream(ATOMS.test(), 1), ATOMS.scale(), context);
    }

    /** Counts what is read. */
    private static final class CountingStream extends RowsStream {
        private long rows;

        CountingStream() {
            super(ATOMS.train(), 1);
        }

        @Override
        public void next(FloatMatrix into) {
            rows += into.rows();
            super.next(into);
        }
    }
}
