package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.lm.BuiltInModel;
import tools.jackson.databind.JsonNode;

/** Activations leave one workspace and are used in another that never had their model. */
class ActivationsCommandTest {
    @TempDir
    static Path home;

    private static Path first;
    private static Path second;
    private static Path tokenizer;

    @BeforeAll
    static void harvest() {
        first = home.resolve("first");
        second = home.resolve("second");
        Path model = home.resolve("model");
        BuiltInModel.copyTo(model);
        tokenizer = model.resolve("tokenizer.json");
        done(first, "model", "import", "built-in");
        done(first, "corpus", "story", "--documents", "40", "--name", "tales", "--context", "64");
        done(first, "harvest", "--model", "stories", "--corpus", "tales", "--hook", "resid_post.2", "--name", "acts");
        for (String format : List.of("npy", "npz", "safetensors")) {
            JsonNode exported = done(first, "activations", "export", "acts", "--format", format, "--out", out(format));
            assertThat(exported.get("tokens").asBoolean()).isTrue();
        }
    }

    private static String out(String format) {
        return home.resolve("out-" + format).toString();
    }

    @Test
    void everyFormIsTrainedOnAndIndexedWithoutTheModel() {
        JsonNode acts = done(first, "activations", "info", "acts");
        for (String format : List.of("npy", "npz", "safetensors")) {
            JsonNode result = done(
                    second,
                    "activations",
                    "import",
                    out(format),
                    "--tokenizer",
                    tokenizer.toString(),
                    "--name",
                    format);
            assertThat(result.get("rows").asLong()).isEqualTo(acts.get("rows").asLong());
            assertThat(result.get("scale").asDouble())
                    .isEqualTo(acts.get("scale").asDouble());
            assertThat(result.get("hook").asString()).isEqualTo("resid_post.2");
            assertThat(result.get("model").asString()).isEqualTo("stories");
            assertThat(result.get("corpus").asString()).isEqualTo(format);
            assertThat(result.get("bos").asString()).isEqualTo("EACH_CONTEXT");
        }
        done(
                second,
                "train",
                "--activations",
                "npz",
                "--kind",
                "topk",
                "--width",
                "64",
                "--k",
                "8",
                "--steps",
                "30",
                "--batch",
                "256",
                "--name",
                "mine");
        JsonNode index = done(second, "index", "--sae", "mine", "--activations", "npz");
        assertThat(index.get("corpus").asString()).isEqualTo("npz");
        assertThat(done(second, "latents", "--sae", "mine").get("latents")).isNotEmpty();
        // Without being told, because the model is not there.
        JsonNode again = done(second, "index", "--sae", "mine", "--corpus", "npz");
        assertThat(again.get("activations").asLong())
                .isEqualTo(index.get("activations").asLong());
        assertThat(done(second, "activations", "list").get("activations")).hasSize(3);
    }

    @Test
    void rowsWithoutTokensAreTrainedOnButNotIndexed() throws Exception {
        Path file = Files.write(home.resolve("plain.npy"), npy("<f4", "(512, 8)", 512 * 8, 0));
        Path third = home.resolve("third");
        JsonNode result = done(
                third,
                "activations",
                "import",
                file.toString(),
                "--model",
                "org/other",
                "--hook",
                "blocks.0.hook_resid_post");
        assertThat(result.get("tokens").asBoolean()).isFalse();
        assertThat(result.get("rows").asInt()).isEqualTo(512);
        done(
                third,
                "train",
                "--activations",
                "plain",
                "--kind",
                "topk",
                "--width",
                "16",
                "--k",
                "4",
                "--steps",
                "5",
                "--batch",
                "64",
                "--name",
                "s");
        assertFailed(run(third, "index", "--sae", "s", "--activations", "plain"), "token ids");
    }

    @Test
    void badFilesAreOneSentenceAndLeaveNothing() throws Exception {
        Path fourth = home.resolve("fourth");
        Path file = home.resolve("bad.npy");
        Files.write(file, npy("|O", "(4, 2)", 8, 0));
        assertFailed(importing(fourth, file), "pickle");
        Files.write(file, npy("<f4", "(2500000000, 1)", 8, 0));
        assertFailed(importing(fourth, file), "10000000000 bytes");
        Files.write(file, npy("<f4", "(4, 2)", 8, Float.NaN));
        assertFailed(importing(fourth, file), "bad.npy: row 3");
        Files.write(file, npy("<f4", "(4, 2)", 8, 1));
        assertFailed(run(fourth, "activations", "import", file.toString()), "--model");
        assertFailed(run(fourth, "activations", "export", "none", "--out", out("x")), "none");
        assertFailed(run(first, "activations", "export", "acts", "--out", out("npz")), "already");
        assertThat(done(fourth, "activations", "list").get("activations")).isEmpty();
    }

    private static CliRun importing(Path workspace, Path file) {
        return run(workspace, "activations", "import", file.toString(), "--model", "m", "--hook", "embed");
    }

    /** Numbers 1, 2, ... in NumPy's format, the last one another. */
    private static byte[] npy(String descr, String shape, int values, float last) {
        String dict = "{'descr': '" + descr + "', 'fortran_order': False, 'shape': " + shape + ", }";
        ByteBuffer out = ByteBuffer.allocate(128 + values * 4).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY\u0001\u0000".getBytes(StandardCharsets.ISO_8859_1))
                .putShort((short) 118);
        out.put((dict + " ".repeat(117 - dict.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
        for (int i = 1; i < values; i++) {
            out.putFloat(i % 13);
        }
        return out.putFloat(last).array();
    }

    private static void assertFailed(CliRun run, String says) {
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.error()).contains(says).doesNotContain("Exception").endsWith(".");
        assertThat(run.out()).isEmpty();
    }

    private static JsonNode done(Path workspace, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--json");
        CliRun run = run(workspace, all.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.json();
    }

    private static CliRun run(Path workspace, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--workspace");
        all.add(workspace.toString());
        return CliRun.in(home, all.toArray(String[]::new));
    }
}
