package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** The whole way by single commands, on a small scale, as a script would go it. */
class WorkflowTest {
    @TempDir
    static Path home;

    @BeforeAll
    static void makeAnIndex() {
        done("model", "import", "built-in");
        JsonNode corpus = done("corpus", "story", "--documents", "60", "--name", "tales", "--context", "64");
        assertThat(corpus.get("documents").asInt()).isEqualTo(60);
        assertThat(corpus.get("tokens").asLong()).isGreaterThan(1000);
        assertThat(corpus.get("contexts").asLong()).isGreaterThan(60);

        JsonNode harvest =
                done("harvest", "--model", "stories", "--corpus", "tales", "--hook", "resid_post.2", "--name", "acts");
        assertThat(harvest.get("rows").asLong()).isEqualTo(corpus.get("tokens").asLong());
        assertThat(harvest.get("width").asInt()).isEqualTo(128);
        assertThat(harvest.get("scale").asDouble()).isPositive();
        assertThat(harvest.get("tokens_per_second").asDouble()).isPositive();

        JsonNode trained = done(training("mine", 60));
        assertThat(trained.get("sae").asString()).isEqualTo("mine");
        assertThat(trained.get("steps").asInt()).isEqualTo(60);
        assertThat(trained.get("tokens").asInt()).isEqualTo(60 * 256);
        assertThat(trained.get("fvu").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.get("l0").asDouble()).isBetween(1.0, 128.0);
        assertThat(trained.get("dead_fraction").asDouble()).isBetween(0.0, 1.0);
        assertThat(trained.get("tokens_per_second").asDouble()).isPositive();
        assertThat(trained.get("parameters_sha256").asString()).hasSize(64);

        JsonNode index = done("index", "--sae", "mine", "--corpus", "tales");
        for (String key : new String[] {"contexts", "tokens", "activations", "bytes", "tokens_per_second"}) {
            assertThat(index.get(key).asDouble()).as(key).isPositive();
        }
    }

    @Test
    void latentsAreListedBySorting() {
        JsonNode result = done("latents", "--sae", "mine", "--sort", "density", "--limit", "5");
        assertThat(result.get("latents")).hasSize(5);
        double before = 1;
        for (JsonNode latent : result.get("latents")) {
            assertThat(latent.get("density").asDouble()).isLessThanOrEqualTo(before);
            before = latent.get("density").asDouble();
            assertThat(latent.get("top_tokens")).isNotEmpty();
        }
    }

    @Test
    void aLatentShowsItsContexts() {
        int id = densest();
        JsonNode top = done("latent", "mine", Integer.toString(id), "--contexts", "top", "--limit", "3");
        assertThat(top.get("contexts")).hasSize(3);
        JsonNode first = top.get("contexts").get(0);
        assertThat(first.get("tokens")).hasSameSizeAs(first.get("activations"));
        int peak = first.get("peak").asInt();
        assertThat(first.get("activations").get(peak).asDouble())
                .isEqualTo(first.get("max").asDouble());
        assertThat(done("latent", "mine", Integer.toString(id), "--contexts", "random")
                        .get("contexts"))
                .isNotEmpty();
        assertThat(done("latent", "mine", Integer.toString(id), "--contexts", "quantile")
                        .get("contexts"))
                .isNotEmpty();
        assertThat(run("latent", "mine", "9999").code()).isEqualTo(1);
    }

    @Test
    void anIndexIsLeftAloneVerifiedAndBuiltInShards() {
        JsonNode again = done("index", "build", "--sae", "mine", "--corpus", "tales");
        JsonNode verified = done("index", "verify", "--sae", "mine", "--corpus", "tales", "--contexts", "8");
        assertThat(verified.get("ok").asBoolean()).isTrue();
        assertThat(verified.get("checks")).hasSize(3);
        for (int shard = 1; shard <= 3; shard++) {
            Path out = home.resolve("shard-" + shard);
            done(
                    "index",
                    "build",
                    "--sae",
                    "mine",
                    "--corpus",
                    "tales",
                    "--shard",
                    shard + "/3",
                    "--out",
                    out.toString());
        }
        JsonNode merged = done(
                "index",
                "merge",
                "--sae",
                "mine",
                "--corpus",
                "tales",
                home.resolve("shard-2").toString(),
                home.resolve("shard-3").toString(),
                home.resolve("shard-1").toString());
        assertThat(merged.get("activations")).isEqualTo(again.get("activations"));
        JsonNode deleted = done("index", "delete", "--sae", "mine", "--corpus", "tales");
        assertThat(done("index", "list").get("indexes")).isEmpty();
        done("trash", "restore", deleted.get("trash_id").asString());
        assertThat(done("index", "list").get("indexes")).hasSize(1);
        assertThat(run("index").code()).isEqualTo(2);
        assertThat(run("index", "--sae", "mine", "--corpus", "tales", "--shard", "4")
                        .code())
                .isEqualTo(2);
        assertThat(run("index", "build", "--sae", "mine", "--corpus", "tales", "--shard", "4/3", "--out", "x")
                        .code())
                .isEqualTo(1);
    }

    @Test
    void latentsAreExplained() {
        JsonNode all = done("explain", "--sae", "mine");
        assertThat(all.get("explained").asInt()).isPositive();
        assertThat(all.get("good_fraction").asDouble()).isBetween(0.0, 1.0);
        JsonNode first = all.get("latents").get(0);
        JsonNode alone =
                done("explain", "--sae", "mine", "--latent", first.get("latent").asString());
        assertThat(alone.get("explanation").get("script")).isEqualTo(first.get("script"));
        for (String key : new String[] {"precision", "recall", "f1"}) {
            assertThat(first.get(key).asDouble()).as(key).isBetween(0.0, 1.0);
        }
        JsonNode page = done("latent", "mine", first.get("latent").asString());
        assertThat(page.get("explanation").get("script")).isEqualTo(first.get("script"));
        assertThat(done("latents", "--sae", "mine", "--sort", "f1", "--limit", "1")
                        .get("latents")
                        .get(0)
                        .get("regex")
                        .asString())
                .isNotEmpty();
        assertThat(run("explain", "--sae", "mine", "--latent", "9999").code()).isEqualTo(1);
    }

    @Test
    void aLabelIsKeptAndFound() {
        done("latent", "mine", "3", "--label", "curious thing", "--star");
        JsonNode found = done("latents", "--sae", "mine", "--starred");
        assertThat(found.get("latents")).hasSize(1);
        assertThat(found.get("latents").get(0).get("label").asString()).isEqualTo("curious thing");
        assertThat(done("latents", "--sae", "mine", "--matching", "curious").get("latents"))
                .isNotEmpty();
    }

    @Test
    void aSearchRanksLatents() {
        JsonNode result = done("search", "--sae", "mine", "[re `[.!?]\"?`]", "--top", "4");
        assertThat(result.get("matches").asLong()).isPositive();
        assertThat(result.get("tokens").asLong()).isPositive();
        assertThat(result.get("seconds").asDouble()).isNotNegative();
        assertThat(result.get("latents")).hasSize(4);
        for (JsonNode latent : result.get("latents")) {
            for (String key : new String[] {"cosine", "precision", "recall", "f1"}) {
                assertThat(latent.get(key).asDouble()).as(key).isBetween(0.0, 1.0);
            }
        }
    }

    @Test
    void aSearchIsRestrictedToSomeLatents() {
        JsonNode all = done("search", "--sae", "mine", " the", "--top", "1000").get("latents");
        int best = all.get(0).get("id").asInt();
        int next = all.get(1).get("id").asInt();
        assertThat(all.get(0).get("lift").asDouble()).isPositive();
        assertThat(ids("--ids", best + "," + next)).containsExactly(best, next);
        assertThat(ids("--ids", "0-" + next + "," + best)).contains(best, next);
        assertThat(ids("--density", "1:")).isEmpty();
        assertThat(ids("--density", ":1", "--level", "1-9")).hasSize(all.size());
        assertThat(ids("--level", "9")).isEmpty();
        for (String[] wrong : List.of(
                new String[] {"--ids", "one"},
                new String[] {"--ids", "100000"},
                new String[] {"--level", "first"},
                new String[] {"--density", "0.5"},
                new String[] {"--density", "0.5:0.1"},
                new String[] {"--density", "often:"})) {
            assertThat(run("search", "--sae", "mine", " the", wrong[0], wrong[1])
                            .code())
                    .as(wrong[0] + " " + wrong[1])
                    .isEqualTo(1);
        }
    }

    private List<Integer> ids(String... options) {
        List<String> command = new ArrayList<>(List.of("search", "--sae", "mine", " the", "--top", "1000"));
        command.addAll(List.of(options));
        return done(command.toArray(String[]::new))
                .get("latents")
                .valueStream()
                .map(latent -> latent.get("id").asInt())
                .toList();
    }

    @Test
    void aMatchSaysWhere() {
        JsonNode result = done("match", " the", "--corpus", "tales");
        JsonNode row = result.get("results").get(0);
        assertThat(row.get("positions")).hasSize(row.get("count").asInt());
        assertThat(row.get("positions").get(0)).hasSize(2);
    }

    @Test
    void queriesOfAFileAreAnsweredInOrder() throws IOException {
        Path queries = Files.writeString(
                home.resolve("queries.json"),
                """
                [{"name": "a", "script": " the"}, {"name": "b", "script": " cat+"},
                 {"name": "c", "script": "[literals `pets`]", "literals": {"pets": [" cat", " dog"]}}]""");
        JsonNode results = done("match", "--queries", queries.toString(), "--corpus", "tales")
                .get("results");
        assertThat(results).hasSize(3);
        assertThat(results.get(0).get("name").asString()).isEqualTo("a");
        assertThat(results.get(0).get("count").asInt()).isPositive();
        assertThat(results.get(1).get("error").asString()).contains("column 5");
        assertThat(results.get(2).get("error").isNull()).isTrue();
    }

    @Test
    void theTreeHasNodesAndEdges() {
        JsonNode result = done("tree", "--sae", "mine", "--threshold", "0.3");
        assertThat(result.get("edges")).hasSize(result.get("edge_count").asInt());
        for (JsonNode node : result.get("nodes")) {
            assertThat(node.has("id") && node.has("level") && node.has("density") && node.has("parent"))
                    .isTrue();
        }
        assertThat(run("tree", "--sae", "mine", "--threshold", "0.1").code()).isEqualTo(1);
    }

    @Test
    void theSameTrainingGivesTheSameParameters() {
        String first = done(training("twin-a", 20)).get("parameters_sha256").asString();
        String second = done(training("twin-b", 20)).get("parameters_sha256").asString();
        assertThat(second).isEqualTo(first);
    }

    @Test
    void aStoppedTrainingSaysHowToGoOn() {
        var cancellation = new Cancellation();
        cancellation.request();
        CliRun stopped = CliRun.run(home, cancellation, withCommon(training("stopped", 20)));
        assertThat(stopped.code()).as(stopped.err()).isEqualTo(130);
        assertThat(stopped.out()).isEmpty();
        assertThat(run("latents", "--sae", "stopped").error()).contains("no autoencoder");
    }

    @Test
    void aRunKnowsTheCacheItBeganWith() {
        String trained = done(training("cached", 20)).get("parameters_sha256").asString();
        done("harvest", "--model", "stories", "--corpus", "tales", "--hook", "resid_post.2", "--name", "others");
        assertThat(done("train", "--name", "cached", "--resume")
                        .get("parameters_sha256")
                        .asString())
                .isEqualTo(trained);
        String[] elsewhere = Arrays.copyOf(training("cached", 20), training("cached", 20).length + 1);
        elsewhere[elsewhere.length - 1] = "--resume";
        elsewhere[2] = "others";
        assertThat(run(elsewhere).error()).contains("source.rows.cache was \"acts\" and is \"others\"");
    }

    @Test
    void aRunKnowsTheModelItReads() {
        String[] streamed = {
            "train",
            "--model",
            "stories",
            "--corpus",
            "tales",
            "--hook",
            "resid_post.1",
            "--kind",
            "topk",
            "--width",
            "64",
            "--k",
            "4",
            "--batch",
            "128",
            "--steps",
            "12",
            "--name",
            "streamed"
        };
        String trained = done(streamed).get("parameters_sha256").asString();
        assertThat(done("train", "--name", "streamed", "--resume")
                        .get("parameters_sha256")
                        .asString())
                .isEqualTo(trained);
    }

    @Test
    void aResumedRunIsNamedAndGivenWholeOrNotAtAll() {
        assertThat(run("train", "--resume").error()).contains("--name S --resume");
        assertThat(run("train", "--name", "mine", "--resume", "--steps", "90").error())
                .contains("all settings of the run");
        assertThat(run("train", "--name", "nobody", "--resume").error()).contains("no training run \"nobody\"");
        assertThat(run("train", "--activations", "acts", "--k", "4").error()).contains("a new run needs --width");
    }

    @Test
    void generationContinuesThePrompt() {
        JsonNode result = done("model", "generate", "stories", "--prompt", "Once upon a", "--tokens", "5");
        assertThat(result.get("tokens")).hasSize(5);
        assertThat(result.get("text").asString()).isNotBlank();
    }

    private static String[] training(String name, int steps) {
        return new String[] {
            "train",
            "--activations",
            "acts",
            "--kind",
            "matryoshka",
            "--width",
            "128",
            "--k",
            "8",
            "--prefixes",
            "16,48,128",
            "--batch",
            "256",
            "--steps",
            Integer.toString(steps),
            "--learning-rate",
            "3e-3",
            "--name",
            name
        };
    }

    private static int densest() {
        return done("latents", "--sae", "mine", "--sort", "density", "--limit", "1")
                .get("latents")
                .get(0)
                .get("id")
                .asInt();
    }

    private static JsonNode done(String... arguments) {
        CliRun run = run(arguments);
        assertThat(run.code()).as(Arrays.toString(arguments) + "\n" + run.err()).isZero();
        return run.json();
    }

    private static CliRun run(String... arguments) {
        return CliRun.in(home, withCommon(arguments));
    }

    private static String[] withCommon(String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 4);
        all[arguments.length] = "--json";
        all[arguments.length + 1] = "--quiet";
        all[arguments.length + 2] = "--workspace";
        all[arguments.length + 3] = home.resolve("work").toString();
        return all;
    }
}
