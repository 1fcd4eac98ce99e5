package org.latentworkbench.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;

class WorkspaceTest {
    @TempDir
    Path folder;

    @Test
    void anAbsentFolderBecomesAWorkspace() {
        Path work = folder.resolve("deep/work");
        try (Workspace workspace = Workspace.open(work)) {
            assertThat(workspace.name()).isEqualTo("work");
            assertThat(workspace.readOnly()).isFalse();
            assertThat(workspace.models()).isEmpty();
        }
        assertThat(Workspace.isWorkspace(work)).isTrue();
    }

    @Test
    void aFolderWithOtherThingsIsRefusedAndLeftAlone() throws IOException {
        Files.writeString(folder.resolve("letter.txt"), "dear");
        assertThatThrownBy(() -> Workspace.open(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("not a workspace");
        try (var children = Files.list(folder)) {
            assertThat(children).hasSize(1);
        }
    }

    @Test
    void theSecondOpenerReadsOnlyUntilTheFirstIsDone() {
        try (Workspace first = Workspace.open(folder);
                Workspace second = Workspace.open(folder)) {
            assertThat(first.readOnly()).isFalse();
            assertThat(second.readOnly()).isTrue();
            assertThat(second.readOnlyReason())
                    .hasValue("it is open in process " + ProcessHandle.current().pid());
            assertThatThrownBy(second::requireWritable)
                    .isInstanceOf(ResourceException.class)
                    .hasMessageContaining("read-only");
            assertThatThrownBy(() -> second.labels("sae").put(1, "a", "", false))
                    .isInstanceOf(ResourceException.class);
        }
        try (Workspace third = Workspace.open(folder)) {
            assertThat(third.readOnly()).isFalse();
        }
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> Workspace.open(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is a file");
        assertThatThrownBy(() -> Workspace.open(file.resolve("below")))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining("file");
    }

    @Test
    void aNewerFormatIsRefusedWithItsNumberAndTheLockIsGivenBack() throws IOException {
        Workspace.open(folder).close();
        Path manifest = folder.resolve("workspace.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replaceFirst("\"version\" : 1", "\"version\" : 7"));
        assertThatThrownBy(() -> Workspace.open(folder))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("version 7");
        Files.writeString(manifest, text);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.readOnly()).isFalse();
        }
    }

    @Test
    void onlyThingsWithTheirManifestAreThere() throws IOException {
        try (Workspace workspace = Workspace.open(folder)) {
            thing("saes/b/cfg.json");
            thing("saes/a/cfg.json");
            thing("saes/unfinished/run.json");
            thing("saes/.tmp-c-1/cfg.json");
            thing("indexes/a--tales/index.json");
            thing("indexes/a--news/index.json");
            assertThat(workspace.saes()).containsExactly("a", "b");
            assertThat(workspace.has(Section.SAES, "unfinished")).isFalse();
            assertThat(workspace.corporaIndexedFor("a")).containsExactly("news", "tales");
            assertThat(workspace.require(Section.SAES, "a")).isEqualTo(workspace.saeDir("a"));
            assertThatThrownBy(() -> workspace.require(Section.SAES, "c"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("It has: a, b.");
            assertThatThrownBy(() -> workspace.require(Section.MODELS, "m"))
                    .hasMessageContaining("workbench model import");
        }
    }

    @Test
    void whoHoldsTheLockClearsAwayWhatNeverFinished() throws IOException {
        Workspace.open(folder).close();
        thing("models/.tmp-m-1/config.json");
        thing("models/good/config.json");
        thing("models/good/.tmp-config.json-2");
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.models()).containsExactly("good");
        }
        assertThat(folder.resolve("models/.tmp-m-1")).doesNotExist();
        assertThat(folder.resolve("models/good/.tmp-config.json-2")).doesNotExist();
        assertThat(folder.resolve("models/good/config.json")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "a/b", "a\\b", "-a", ".hidden", "con", "NUL.txt", "a--b", "end.", "a b", "é"})
    void namesThatCannotBeFolderNamesEverywhereAreRefused(String name) {
        try (Workspace workspace = Workspace.open(folder)) {
            assertThatThrownBy(() -> workspace.modelDir(name))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("cannot be a name");
        }
    }

    @Test
    void suggestedNamesAreLegal() {
        assertThat(Workspace.suggestName("My poems (2024)", "x")).isEqualTo("My-poems-2024");
        assertThat(Workspace.suggestName("--a--b--", "x")).isEqualTo("a-b");
        assertThat(Workspace.suggestName("諸行無常", "corpus")).isEqualTo("corpus");
        assertThat(Workspace.suggestName("con", "x")).isEqualTo("x");
    }

    private void thing(String path) throws IOException {
        Path file = folder.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "{}");
    }
}
