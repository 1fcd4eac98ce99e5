package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.BosRule;
import tools.jackson.databind.JsonNode;

/** Whole runs on the lane of libtorch, and from one lane to the other. */
class LaneChoiceTest {
    private static final Atoms ATOMS = Atoms.generate(3);
    private static final TrainingSource SOURCE =
            new TrainingSource("atoms", "none", "atoms", "", BosRule.NONE, 1, Map.of("rows", "abc"));
    private static final LaneChoice TORCH = LaneChoice.parse("torch", ComputeDevice.parse("auto"));

    @TempDir
    Path temporary;

    private TrainingResult train(LaneChoice lane, String name, boolean resume, JobContext context) {
        SaeKind kind = new SaeKind.Matryoshka(3, List.of(64, 200));
        TrainingConfig config = TrainingConfig.defaults(kind, 200, 128, 60, 1).withCheckpointEvery(25);
        RunPlan plan = RunPlan.of(SOURCE, config, temporary.resolve(name), resume);
        return new Trainer(2, lane).run(plan, new RowsStream(ATOMS.train(), 1), null, ATOMS.scale(), context);
    }

    @Test
    void aStoppedRunGoesOnAsIfItHadNotStopped() {
        TrainingResult whole = train(TORCH, "whole", false, JobContext.silent());
        assertThatThrownBy(() -> train(TORCH, "stopped", false, new StopAt(30))).isInstanceOf(CancelledException.class);
        TrainingResult resumed = train(TORCH, "stopped", true, JobContext.silent());
        assertThat(resumed.parametersSha256()).isEqualTo(whole.parametersSha256());
    }

    @Test
    void aRunOfOneLaneEndsWhereThatOfTheOtherDoesAndMayChangeBetweenThem() {
        TrainingResult cpu = train(LaneChoice.CPU, "cpu", false, JobContext.silent());
        assertThatThrownBy(() -> train(LaneChoice.CPU, "mixed", false, new StopAt(30)))
                .isInstanceOf(CancelledException.class);
        TrainingResult mixed = train(TORCH, "mixed", true, JobContext.silent());
        assertThat(mixed.fvu()).isCloseTo(cpu.fvu(), within(1e-3));
        assertThat(mixed.l0()).isCloseTo(cpu.l0(), within(0.02));
    }

    @Test
    void theRunFileTellsWhatTookTheSteps() {
        train(TORCH, "run", false, JobContext.silent());
        JsonNode program =
                Manifest.readTree(temporary.resolve("run").resolve("run.json")).path("program");
        assertThat(program.path("lane").asString()).isEqualTo("torch");
        assertThat(program.path("device").asString()).isEqualTo(TORCH.device().describe());
    }

    @Test
    void theLaneFollowsTheDeviceUnlessItIsNamed() {
        assertThat(LaneChoice.parse("auto", ComputeDevice.CPU)).isEqualTo(LaneChoice.CPU);
        assertThat(LaneChoice.parse("auto", ComputeDevice.CUDA).lane()).isEqualTo(LaneChoice.Lane.TORCH);
        assertThat(LaneChoice.parse("torch", ComputeDevice.CPU).lane()).isEqualTo(LaneChoice.Lane.TORCH);
        assertThatThrownBy(() -> LaneChoice.parse("cpu", ComputeDevice.CUDA)).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> LaneChoice.parse("tpu", ComputeDevice.CPU))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("auto, cpu or torch");
    }
}
