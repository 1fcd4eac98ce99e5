package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.workspace.Workspace;
import tools.jackson.databind.node.ObjectNode;

/** Model folders that are broken or mean harm: one sentence, exit code 1, nothing left in the workspace. */
class HostileModelTest {
    private static final String WEIGHTS = "model.safetensors";
    private static final String INDEX = "model.safetensors.index.json";

    @TempDir
    Path home;

    private Path model;

    @BeforeEach
    void copyModel() {
        model = home.resolve("tiny");
        BuiltInModel.copyTo(model);
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", WEIGHTS})
    void aMissingFile(String file) throws IOException {
        Files.delete(model.resolve(file));
        assertRefused(file);
    }

    @Test
    void aHeaderOfTenGigabytes() throws IOException {
        byte[] header =
                "{\"model.norm.weight\":{\"dtype\":\"F32\",\"shape\":[2500000000],\"data_offsets\":[0,10000000000]}}"
                        .getBytes(StandardCharsets.UTF_8);
        write(header.length, header);
        assertRefused("truncated");
        write(10L << 30, header);
        assertRefused("header claims 10737418240 bytes");
        write(-1, header);
        assertRefused("header claims");
    }

    private void write(long claim, byte[] header) throws IOException {
        Files.write(
                model.resolve(WEIGHTS),
                ByteBuffer.allocate(8 + header.length)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(claim)
                        .put(header)
                        .array());
    }

    @ParameterizedTest
    @ValueSource(strings = {"config.json", "tokenizer.json", "tokenizer_config.json"})
    void deepAndHugeJson(String file) throws IOException {
        Files.writeString(model.resolve(file), "{\"model\":".repeat(50_000));
        assertRefused(file);
        try (RandomAccessFile huge = new RandomAccessFile(model.resolve(file).toFile(), "rw")) {
            huge.setLength(10L << 30);
        }
        assertRefused(file);
        Files.write(model.resolve(file), new byte[] {(byte) 0xff, 0, 1});
        assertRefused(file);
    }

    @Test
    void aTokenizerWithMoreIdsThanTheModel() {
        ObjectNode root = (ObjectNode) Manifest.readTree(model.resolve("tokenizer.json"));
        ((ObjectNode) root.path("model").path("vocab")).put("zebra", 2048);
        write("tokenizer.json", root);
        assertRefused("2049 ids", "vocab_size 2048");
    }

    @Test
    void sizesWithoutMeasure() {
        ObjectNode config = (ObjectNode) Manifest.readTree(model.resolve("config.json"));
        write("config.json", config.put("num_hidden_layers", 2_000_000_000));
        assertRefused("num_hidden_layers");
        write("config.json", config.put("num_hidden_layers", 4).put("vocab_size", -5));
        assertRefused("vocab_size");
    }

    private void write(String file, ObjectNode content) {
        try {
            Files.writeString(model.resolve(file), content.toString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../secret.safetensors", "/etc/passwd", "sub/a.safetensors", "..", "C:x.safetensors"})
    void anIndexThatPointsOutOfTheFolder(String target) throws IOException {
        Files.copy(model.resolve(WEIGHTS), home.resolve("secret.safetensors"));
        Files.delete(model.resolve(WEIGHTS));
        Files.writeString(model.resolve(INDEX), "{\"weight_map\": {\"model.norm.weight\": \"" + target + "\"}}");
        assertRefused("model.norm.weight", "plain name");
    }

    @Test
    void anIndexWithoutItsFiles() throws IOException {
        Files.delete(model.resolve(WEIGHTS));
        Files.writeString(model.resolve(INDEX), "{\"weight_map\": {\"a\": \"model-00001-of-00002.safetensors\"}}");
        assertRefused("model-00001-of-00002.safetensors");
        Files.writeString(model.resolve(INDEX), "{\"weight_map\": []}");
        assertRefused("weight_map");
    }

    @Test
    void linksAreFollowedToFilesAndOtherwiseRefused() throws IOException {
        // The cache of the Hugging Face hub is made of links into a folder of blobs: they are legitimate.
        Path blobs = Files.createDirectories(home.resolve("blobs"));
        Path blob = Files.move(model.resolve(WEIGHTS), blobs.resolve("abc"));
        Path link = Files.createSymbolicLink(model.resolve(WEIGHTS), Path.of("../blobs/abc"));
        assertThat(run("model", "import", model.toString(), "--name", "linked").code())
                .isZero();
        Path copied = home.resolve("work/models/linked").resolve(WEIGHTS);
        assertThat(Files.isSymbolicLink(copied)).isFalse();
        assertThat(copied).hasSameBinaryContentAs(blob);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("../blobs/absent"));
        assertRefused(WEIGHTS);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of(WEIGHTS));
        assertRefused(WEIGHTS);
        Files.delete(link);
        Files.createSymbolicLink(link, Path.of("/etc/hostname"));
        assertRefused(WEIGHTS);
    }

    private void assertRefused(String... says) {
        CliRun run = run("model", "import", model.toString(), "--name", "bad");
        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.error()).contains(says).doesNotContain("Exception").endsWith(".");
        assertThat(run.out()).isEmpty();
        try (Workspace opened = Workspace.open(home.resolve("work"))) {
            assertThat(opened.models()).doesNotContain("bad");
            Path models = opened.directory().resolve("models");
            if (Files.exists(models)) {
                try (var children = Files.list(models)) {
                    assertThat(children.map(child -> child.getFileName().toString()))
                            .containsExactlyElementsOf(opened.models());
                } catch (IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
        }
    }

    private CliRun run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--workspace";
        all[arguments.length + 1] = home.resolve("work").toString();
        return CliRun.in(home, all);
    }
}
