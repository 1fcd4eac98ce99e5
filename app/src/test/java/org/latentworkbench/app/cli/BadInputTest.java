package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Whatever is wrong with the input: one sentence, the right exit code, and a workspace as valid as before. */
class BadInputTest {
    @TempDir
    Path home;

    private Path workspace;

    @BeforeEach
    void makeWorkspace() {
        workspace = home.resolve("work");
        Workspace.open(workspace).close();
    }

    @Test
    void missingModelFolder() {
        CliRun run = run("model", "import", home.resolve("absent").toString());
        assertFailed(run, 1, "absent");
    }

    @Test
    void missingTextFile() {
        importBuiltIn();
        CliRun run = run("corpus", "import", home.resolve("absent.txt").toString(), "--model", "stories");
        assertFailed(run, 1, "absent.txt");
    }

    @Test
    void truncatedSafetensors() throws IOException {
        Path model = copyOfBuiltIn();
        Path weights = model.resolve("model.safetensors");
        try (FileChannel channel = FileChannel.open(weights, StandardOpenOption.WRITE)) {
            channel.truncate(Files.size(weights) / 2);
        }
        assertFailed(run("model", "import", model.toString()), 1, "model.safetensors");
    }

    @Test
    void weightsOfAnotherShapeThanTheConfigurationSays() throws IOException {
        Path model = copyOfBuiltIn();
        edit(model.resolve("config.json"), "\"intermediate_size\"\\s*:\\s*\\d+", "\"intermediate_size\": 300");
        assertFailed(run("model", "import", model.toString()), 1, "300");
    }

    @Test
    void unknownArchitecture() throws IOException {
        Path model = copyOfBuiltIn();
        edit(model.resolve("config.json"), "\"model_type\"\\s*:\\s*\"\\w+\"", "\"model_type\": \"mamba\"");
        assertFailed(run("model", "import", model.toString()), 1, "mamba");
    }

    @Test
    void unwritableWorkspace() throws IOException {
        Path file = Files.writeString(home.resolve("in-the-way"), "a file");
        CliRun run = CliRun.in(
                home,
                "model",
                "import",
                "built-in",
                "--workspace",
                file.resolve("work").toString());
        assertFailed(run, 1, "in-the-way");
        assertThat(file).hasContent("a file");
    }

    @Test
    void fileInsteadOfWorkspace() throws IOException {
        Path file = Files.writeString(home.resolve("in-the-way"), "a file");
        CliRun run = CliRun.in(home, "model", "import", "built-in", "--workspace", file.toString());
        assertFailed(run, 1, "is a file");
    }

    @Test
    void folderWithOtherThingsIsNotTakenOver() throws IOException {
        Path folder = Files.createDirectory(home.resolve("photos"));
        Files.writeString(folder.resolve("cat.jpg"), "miaow");
        CliRun run = CliRun.in(home, "model", "import", "built-in", "--workspace", folder.toString());
        assertFailed(run, 1, "photos");
        assertThat(folder).isDirectoryNotContaining("glob:**/workspace.json");
    }

    @Test
    void syntaxErrorInAQuery() {
        importBuiltIn();
        assertThat(run("corpus", "story", "--documents", "3", "--name", "c").code())
                .isZero();
        CliRun run = run("match", " cat+", "--corpus", "c");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("line 1, column 5").contains("^").contains("( cat)+");
        assertThat(run.out()).isEmpty();
        assertValid();
    }

    @Test
    void moreActiveLatentsThanThereAre() {
        CliRun run = run("train", "--activations", "a", "--kind", "topk", "--width", "10", "--k", "20");
        assertFailed(run, 1, "k is 20");
    }

    @Test
    void corpusWithoutAToken() throws IOException {
        importBuiltIn();
        Path empty = Files.writeString(home.resolve("empty.txt"), "");
        CliRun run = run("corpus", "import", empty.toString(), "--model", "stories");
        assertFailed(run, 1, "token");
        assertThat(names(Section.CORPORA)).isEmpty();
    }

    @Test
    void nameThatIsTaken() {
        importBuiltIn();
        assertThat(run("corpus", "story", "--documents", "2", "--name", "c").code())
                .isZero();
        assertFailed(run("corpus", "story", "--documents", "2", "--name", "c"), 1, "already");
    }

    @Test
    void nameThatLeavesTheWorkspace() {
        importBuiltIn();
        assertFailed(run("corpus", "story", "--documents", "2", "--name", "../out"), 1, "cannot be a name");
        assertThat(home.resolve("out")).doesNotExist();
    }

    @Test
    void thingsThatAreNotThereAreListed() {
        importBuiltIn();
        assertFailed(run("model", "generate", "gpt"), 1, "It has: stories.");
        assertFailed(run("latents", "--sae", "none"), 1, "workbench train");
    }

    @Test
    void hookPointThatThereIsNot() {
        CliRun run = run("harvest", "--model", "m", "--corpus", "c", "--hook", "attention");
        assertFailed(run, 1, "resid_post.2");
    }

    @Test
    void wrongUsageSaysWhatIsMissing() {
        CliRun run = run("train", "--k", "3");
        assertThat(run.code()).isEqualTo(2);
        assertThat(run.error()).contains("--width");
        assertThat(run.err()).contains("workbench train --help");
        assertThat(run("colour").code()).isEqualTo(2);
        assertThat(run("model").code()).isEqualTo(2);
    }

    @Test
    void workspaceThatIsOpenElsewhereIsReadOnly() {
        try (Workspace held = Workspace.open(workspace)) {
            CliRun run = run("model", "import", "built-in");
            assertFailed(run, 1, "read-only");
            assertThat(held.models()).isEmpty();
            assertThat(run("model", "list").code()).isZero();
        }
    }

    private CliRun run(String... arguments) {
        String[] all = java.util.Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--workspace";
        all[arguments.length + 1] = workspace.toString();
        return CliRun.in(home, all);
    }

    private void assertFailed(CliRun run, int code, String says) {
        assertThat(run.code()).as(run.err()).isEqualTo(code);
        assertThat(run.out()).isEmpty();
        assertThat(run.error()).contains(says).doesNotContain("Exception").endsWith(".");
        assertThat(run.err()).contains("test.log").doesNotContain("\tat ");
        assertValid();
    }

    /** Nothing half-made is left, and what was there still opens. */
    private void assertValid() {
        if (Files.exists(workspace.resolve(".lock"))) {
            try (Workspace opened = Workspace.open(workspace)) {
                for (Section section : Section.values()) {
                    Path folder = opened.directory().resolve(section.folder());
                    if (Files.isDirectory(folder)) {
                        try (var children = Files.list(folder)) {
                            assertThat(children.map(child -> child.getFileName().toString()))
                                    .containsExactlyInAnyOrderElementsOf(opened.names(section));
                        } catch (IOException e) {
                            throw new java.io.UncheckedIOException(e);
                        }
                    }
                }
            }
        }
    }

    private java.util.List<String> names(Section section) {
        try (Workspace opened = Workspace.open(workspace)) {
            return opened.names(section);
        }
    }

    private void importBuiltIn() {
        assertThat(run("model", "import", "built-in").code()).isZero();
    }

    private Path copyOfBuiltIn() {
        Path model = home.resolve("tiny");
        BuiltInModel.copyTo(model);
        return model;
    }

    private static void edit(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        String edited = text.replaceFirst(from, to);
        assertThat(edited).isNotEqualTo(text);
        Files.writeString(file, edited);
    }
}
