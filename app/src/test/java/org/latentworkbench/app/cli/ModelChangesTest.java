package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.Playground;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.sae.SparseRows;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/** A model run with latents of a small autoencoder changed, and what the autoencoder costs it. */
class ModelChangesTest {
    private static final String PROMPT = "Once upon a time there was a little girl named Lily. She";

    @TempDir
    static Path home;

    private static int firing;
    private static int silent;

    @BeforeAll
    static void train() {
        try (Workspace workspace = Workspace.open(home.resolve("w"))) {
            JobContext quiet = JobContext.silent();
            new BuiltInModelImport(workspace).run(quiet);
            new StoryCorpus(workspace, "stories", "tales", 60, 64, 1).run(quiet);
            var source = new ActivationSource.Streaming("stories", "tales", HookPoint.parse("resid_post.2"));
            TrainingConfig config = TrainingConfig.defaults(new SaeKind.TopK(8), 128, 256, 60, 1);
            new Train(workspace, "s", source, config, false, ComputeDevice.CPU).run(quiet);
            try (Playground playground = Playground.open(workspace, "s", ComputeDevice.CPU)) {
                SparseRows latents = playground.read(PROMPT).latents();
                firing = latents.latents()[latents.count() - 1];
                silent = java.util.stream.IntStream.range(0, 128)
                        .filter(latent -> java.util.stream.IntStream.range(0, latents.rows())
                                .allMatch(row -> latents.value(row, latent) == 0))
                        .findFirst()
                        .orElseThrow();
            }
        }
    }

    private static CliRun cli(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--workspace", home.resolve("w").toString(), "--device", "cpu", "--json"));
        return CliRun.in(home, all.toArray(String[]::new));
    }

    private static JsonNode done(String... arguments) {
        CliRun run = cli(arguments);
        assertThat(run.code()).as(run.err()).isZero();
        return run.json();
    }

    private static JsonNode next(String... changes) {
        List<String> all = new ArrayList<>(List.of("model", "next", "stories", "--prompt", PROMPT, "--limit", "20"));
        all.addAll(List.of(changes));
        return done(all.toArray(String[]::new)).get("next");
    }

    private static String continued(String... changes) {
        List<String> all =
                new ArrayList<>(List.of("model", "generate", "stories", "--prompt", PROMPT, "--tokens", "12"));
        all.addAll(List.of(changes));
        JsonNode answer = done(all.toArray(String[]::new));
        assertThat(answer.get("tokens").size()).isLessThanOrEqualTo(12);
        return answer.get("text").asString();
    }

    private static void assertSame(JsonNode actual, JsonNode expected) {
        assertThat(actual.size()).isEqualTo(expected.size());
        for (int i = 0; i < actual.size(); i++) {
            assertThat(actual.get(i).get("id")).isEqualTo(expected.get(i).get("id"));
            assertThat(actual.get(i).get("probability").asDouble())
                    .isCloseTo(expected.get(i).get("probability").asDouble(), within(1e-5));
        }
    }

    @Test
    void theNextTokensChangeOnlyWhereALatentDoes() {
        JsonNode plain = next();
        assertThat(plain.size()).isEqualTo(20);
        assertSame(next("--ablate", "s:" + silent), plain);
        assertSame(next("--scale", "s:" + firing + "=1"), plain);
        JsonNode ablated = next("--ablate", "s:" + firing);
        assertThat(ablated).isNotEqualTo(plain);
        assertSame(next("--clamp", "s:" + firing + "=0"), ablated);
        assertSame(next("--scale", "s:" + firing + "=0"), ablated);
        assertThat(next("--ablate", "s:" + firing, "--clamp", "s:" + silent + "=30"))
                .isNotEqualTo(ablated);
    }

    @Test
    void aContinuationChangesWithALatent() {
        String plain = continued();
        assertThat(plain).isNotBlank();
        assertThat(continued("--ablate", "s:" + silent, "--seed", "7")).isEqualTo(plain);
        assertThat(continued("--clamp", "s:" + silent + "=80")).isNotEqualTo(plain);
        String sampled = continued("--temperature", "1", "--seed", "3");
        assertThat(continued("--temperature", "1", "--seed", "3")).isEqualTo(sampled);
    }

    @Test
    void whatCannotBeChangedIsNamed() {
        for (String command : List.of("next", "generate")) {
            assertThat(cli("model", command, "stories", "--prompt", "a", "--ablate", "s:128")
                            .error())
                    .contains("128", "0 to 127");
            assertThat(cli("model", command, "stories", "--prompt", "a", "--clamp", "s:1")
                            .error())
                    .contains("SAE:ID=VALUE");
            assertThat(cli("model", command, "stories", "--prompt", "a", "--scale", "other:1=2")
                            .error())
                    .contains("other");
            CliRun half = cli("model", command, "stories", "--prompt", "a", "--precision", "f16");
            assertThat(half.code()).isEqualTo(1);
            assertThat(half.error()).startsWith("float16 is computed on a GPU only.");
            assertThat(cli("model", command, "stories", "--prompt", "a", "--precision", "f8")
                            .error())
                    .contains("f32 or f16");
        }
    }

    @Test
    void theCostOfAReconstructionIsMeasured() {
        JsonNode answer = done("evaluate", "--sae", "s", "--tokens", "2000");
        double model = answer.get("ce_model").get("value").asDouble();
        double spliced = answer.get("ce_spliced").get("value").asDouble();
        double zero = answer.get("ce_zero_ablated").get("value").asDouble();
        double mean = answer.get("ce_mean_ablated").get("value").asDouble();
        assertThat(model).isBetween(0.3, 3.0);
        assertThat(spliced).isGreaterThan(model).isLessThan(Math.min(zero, mean));
        assertThat(answer.get("ce_recovered_from_zero").get("value").asDouble())
                .isCloseTo((zero - spliced) / (zero - model), within(1e-9));
        assertThat(answer.get("held_out").asBoolean()).isTrue();
        assertThat(answer.get("ce_mean_ablated").get("definition").asString()).contains("mean activation");
        assertThat(cli("evaluate", "--sae", "s", "--corpus", "none").error()).contains("none");
    }
}
