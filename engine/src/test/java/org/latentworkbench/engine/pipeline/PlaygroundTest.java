package org.latentworkbench.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.PlaygroundChange.Kind;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.workspace.Workspace;

class PlaygroundTest {
    private static final String TEXT = "Once upon a time there was a little girl named Lily. She";

    @TempDir
    static Path folder;

    private static Workspace workspace;
    private static Playground playground;

    @BeforeAll
    static void train() {
        JobContext silent = JobContext.silent();
        workspace = Workspace.open(folder.resolve("w"));
        new BuiltInModelImport(workspace).run(silent);
        new StoryCorpus(workspace, "stories", "tales", 40, 64, 1).run(silent);
        var source = new ActivationSource.Streaming("stories", "tales", HookPoint.parse("resid_post.2"));
        TrainingConfig config = TrainingConfig.defaults(new SaeKind.TopK(8), 128, 256, 40, 1);
        new Train(workspace, "s", source, config, false, ComputeDevice.CPU).run(silent);
        playground = Playground.open(workspace, "s", ComputeDevice.CPU);
    }

    @AfterAll
    static void close() {
        playground.close();
        workspace.close();
    }

    @Test
    void readsTokensAndTheirLatents() {
        Playground.Reading reading = playground.read(TEXT);
        assertThat(String.join("", reading.texts())).isEqualTo(TEXT);
        assertThat(reading.latents().rows()).isEqualTo(reading.ids().length);
        for (int token = 0; token < reading.ids().length; token++) {
            assertThat(reading.latents().count(token)).isBetween(1, 8);
            assertThat(reading.unexplained()[token]).isBetween(0.0, 1.5);
            int entry = reading.latents().offsets()[token];
            assertThat(reading.activations(reading.latents().latents()[entry])[token])
                    .isEqualTo(reading.latents().values()[entry]);
        }
        assertThat(playground.read("").ids()).isEmpty();
        assertThatThrownBy(() -> playground.read("a ".repeat(1000)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("Shorten");
    }

    @Test
    void whatChangesNothingChangesNothing() {
        int[] ids = playground.encode(TEXT);
        Playground.Prediction plain = playground.next(ids, List.of(), 5);
        assertThat(plain.divergence()).isZero();
        assertThat(plain.tokens()).hasSize(5);
        int latent = strongest(ids);
        Playground.Prediction same = playground.next(ids, List.of(new PlaygroundChange(latent, Kind.BOOST, 1)), 5);
        assertThat(same.divergence()).isCloseTo(0, within(1e-6));
        assertThat(same.tokens())
                .allSatisfy(token -> assertThat(token.changed()).isCloseTo(token.probability(), within(1e-5)));
    }

    @Test
    void ablatingIsClampingToNothing() {
        int[] ids = playground.encode(TEXT);
        int latent = strongest(ids);
        var ablated = playground.next(ids, List.of(new PlaygroundChange(latent, Kind.ABLATE, 7)), 20);
        var clamped = playground.next(ids, List.of(new PlaygroundChange(latent, Kind.CLAMP, 0)), 20);
        var faded = playground.next(ids, List.of(new PlaygroundChange(latent, Kind.BOOST, 0)), 20);
        assertThat(ablated).isEqualTo(clamped).isEqualTo(faded);
        assertThat(ablated.divergence()).isGreaterThan(1e-3);
    }

    private static int strongest(int[] ids) {
        Playground.Reading reading = playground.read(ids);
        int from = reading.latents().offsets()[ids.length - 1];
        int best = IntStream.range(from, reading.latents().count())
                .boxed()
                .max(java.util.Comparator.comparing(at -> reading.latents().values()[at]))
                .orElseThrow();
        return reading.latents().latents()[best];
    }

    @Test
    void continuesTwiceWithTheSameRandomNumbers() {
        int[] ids = playground.encode(TEXT);
        GenerationOptions options = new GenerationOptions(12, 0.8, 0, 1, 4);
        Playground.Continuations same = playground.generate(ids, List.of(), options, JobContext.silent());
        assertThat(same.original().ids()).isEqualTo(same.changed().ids());
        List<PlaygroundChange> changes = List.of(new PlaygroundChange(strongest(ids), Kind.CLAMP, 60));
        Playground.Continuations other = playground.generate(ids, changes, options, JobContext.silent());
        assertThat(other.original().ids()).isEqualTo(same.original().ids()).startsWith(ids);
        assertThat(other.changed().ids())
                .startsWith(ids)
                .isNotEqualTo(other.original().ids());
        assertThat(other.original().ids().length).isLessThanOrEqualTo(ids.length + 12);
    }

    @Test
    void changesThatCannotBeAreRefused() {
        int[] ids = playground.encode(TEXT);
        assertThatThrownBy(() -> playground.next(ids, List.of(new PlaygroundChange(128, Kind.ABLATE, 0)), 5))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("128");
        assertThatThrownBy(() -> new PlaygroundChange(1, Kind.CLAMP, Double.NaN))
                .isInstanceOf(BadInputException.class);
        assertThat(Optional.of(playground.longest()))
                .hasValueSatisfying(longest -> assertThat(longest).isEqualTo(255));
    }
}
