package org.latentworkbench.app.gui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.workspace.Workspace;

class DroppedTest {
    @TempDir
    Path folder;

    private Path file(String name) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        return Files.writeString(file, "x");
    }

    private static String refused(Path... paths) {
        Dropped dropped = Dropped.of(List.of(paths));
        assertThat(dropped).isInstanceOf(Dropped.Nothing.class);
        return ((Dropped.Nothing) dropped).reason();
    }

    @Test
    void aModelIsItsFolderOrItsMainFiles() throws IOException {
        Path config = file("m/config.json");
        Path weights = file("m/model.safetensors");
        Path model = folder.resolve("m");
        for (Path each : List.of(model, config, weights)) {
            assertThat(Dropped.of(List.of(each))).isEqualTo(new Dropped.Model(model));
        }
        assertThat(refused(model, file("a.txt"))).contains("drop it alone");
    }

    @Test
    void textsAndFoldersOfTextsAreTexts() throws IOException {
        List<Path> paths =
                List.of(file("A.TXT"), file("b.jsonl"), file("deep/er/c.txt").getParent());
        assertThat(Dropped.of(paths)).isEqualTo(new Dropped.Texts(paths));
    }

    @Test
    void arraysAreActivations() throws IOException {
        List<Path> paths = List.of(
                file("a.npy"), file("b.npz"), file("shards/c.safetensors").getParent());
        assertThat(Dropped.of(paths)).isEqualTo(new Dropped.Activations(paths));
        assertThat(refused(file("a.npy"), file("a.txt"))).contains("one kind at a time");
    }

    @Test
    void aWorkspaceIsAWorkspace() {
        Workspace.open(folder.resolve("lab")).close();
        assertThat(Dropped.of(List.of(folder.resolve("lab"))))
                .isEqualTo(new Dropped.OtherWorkspace(folder.resolve("lab")));
    }

    @Test
    void everythingElseIsRefusedWithAReason() throws IOException {
        assertThat(refused(file("weights.pt"))).contains("pickle");
        assertThat(refused(file("picture.png")))
                .contains("no kind that can be imported")
                .contains("jsonl");
        assertThat(refused(Files.createDirectories(folder.resolve("empty")))).contains("neither a model nor texts");
        assertThat(refused(folder.resolve("gone"))).contains("cannot be read");
        assertThat(Dropped.of(List.of())).isInstanceOf(Dropped.Nothing.class);
        Path loop = Files.createDirectories(folder.resolve("loop"));
        Files.createSymbolicLink(loop.resolve("again"), loop);
        assertThat(refused(loop)).contains("neither");
    }

    @Test
    void droppedFilesAreHandedOn() {
        List<Path> taken = new ArrayList<>();
        assertThat(FileDrop.hand(List.of(new File("a.txt"), new File("b.txt")), taken::addAll))
                .isTrue();
        assertThat(taken).containsExactly(Path.of("a.txt"), Path.of("b.txt"));
        assertThat(FileDrop.hand(null, taken::addAll)).isFalse();
        assertThat(FileDrop.hand(List.of(), taken::addAll)).isFalse();
    }
}
