package org.latentworkbench.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;

class TrashTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void makeAWorkspace() throws IOException {
        workspace = Workspace.open(folder.resolve("lab"));
        thing(Section.MODELS, "m", "{}");
        thing(Section.CORPORA, "tiny", "{}");
        thing(Section.ACTIVATIONS, "acts", "{\"plan\": {\"model\": \"m\", \"corpus\": \"tiny\"}}");
        thing(Section.SAES, "trained", "{}");
        Files.writeString(
                workspace.saeDir("trained").resolve("run.json"),
                "{\"source\": {\"model\": \"m\", \"corpus\": \"tiny\", \"rows\": {\"cache\": \"acts\"}}}");
        thing(Section.SAES, "brought", "{}");
        Files.writeString(
                workspace.saeDir("brought").resolve("workbench.json"), "{\"model\": \"other\", \"corpus\": \"tiny\"}");
        thing(Section.INDEXES, "trained--tiny", "{}");
        thing(Section.INDEXES, "trained--not-tiny", "{}");
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void thing(Section section, String name, String manifest) throws IOException {
        Path path = Files.createDirectories(workspace.path(section, name));
        Files.writeString(path.resolve(section.manifest()), manifest);
    }

    private Trash at(Instant time) {
        return new Trash(workspace, Clock.fixed(time, ZoneOffset.UTC));
    }

    @Test
    void aDeletedThingIsGoneAndComesBackWhole() throws IOException {
        Files.writeString(workspace.corpusDir("tiny").resolve("tokens.bin"), "12345678");
        Deleted deleted = workspace.trash().put(Section.CORPORA, "tiny");
        assertThat(workspace.corpora()).isEmpty();
        assertThat(deleted.bytes()).isEqualTo(10);
        assertThat(workspace.trash().list()).containsExactly(deleted);
        assertThat(workspace.trash().restore(deleted.id())).isEqualTo(new Thing(Section.CORPORA, "tiny"));
        assertThat(workspace.corpora()).containsExactly("tiny");
        assertThat(workspace.corpusDir("tiny").resolve("tokens.bin")).hasContent("12345678");
        assertThat(workspace.trash().list()).isEmpty();
    }

    @Test
    void aNameThatWasTakenSinceIsNotOverwritten() throws IOException {
        Deleted deleted = workspace.trash().put(Section.CORPORA, "tiny");
        thing(Section.CORPORA, "tiny", "{\"new\": 1}");
        assertThatThrownBy(() -> workspace.trash().restore(deleted.id()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("another one has that name");
        assertThat(workspace.corpusDir("tiny").resolve("corpus.json")).hasContent("{\"new\": 1}");
        assertThat(workspace.trash().list()).containsExactly(deleted);
    }

    @Test
    void whatIsNotThereCannotBeDeletedNorRestored() {
        assertThatThrownBy(() -> workspace.trash().put(Section.MODELS, "nothing"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("It has: m");
        assertThatThrownBy(() -> workspace.trash().put(Section.MODELS, "../m")).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> workspace.trash().restore("../corpora/tiny"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the trash was emptied");
    }

    @Test
    void theTrashIsEmptiedOnRequestAndAfterItsTime() {
        at(NOW.minus(Trash.KEPT).minusSeconds(1)).put(Section.MODELS, "m");
        Deleted young = at(NOW.minus(Duration.ofDays(1))).put(Section.CORPORA, "tiny");
        at(NOW).deleteOlderThan(Trash.KEPT);
        assertThat(at(NOW).list()).containsExactly(young);
        assertThat(at(NOW).empty()).isEqualTo(young.bytes());
        assertThat(at(NOW).list()).isEmpty();
    }

    @Test
    void openingTheWorkspaceEmptiesWhatHasLainTooLong() {
        at(Instant.now().minus(Trash.KEPT).minusSeconds(60)).put(Section.MODELS, "m");
        Deleted young = workspace.trash().put(Section.CORPORA, "tiny");
        workspace.close();
        workspace = Workspace.open(folder.resolve("lab"));
        assertThat(workspace.trash().list()).extracting(Deleted::id).containsExactly(young.id());
    }

    @Test
    void aDamagedEntryHarmsNothing() throws IOException {
        Deleted deleted = workspace.trash().put(Section.MODELS, "m");
        Path entry = folder.resolve("lab/.trash").resolve(deleted.id());
        Files.writeString(entry.resolve("deleted.json"), "{\"format\": \"latent-workbench/deleted\", \"version\": 1,");
        assertThat(workspace.trash().list()).isEmpty();
        assertThat(workspace.trash().empty()).isZero();
        assertThat(entry.resolve("content")).isDirectory();
    }

    @Test
    void aReadOnlyWorkspaceKeepsEverything() {
        try (Workspace second = Workspace.open(folder.resolve("lab"))) {
            assertThatThrownBy(() -> second.trash().put(Section.MODELS, "m")).isInstanceOf(ResourceException.class);
        }
        assertThat(workspace.models()).containsExactly("m");
    }

    @Test
    void whatWasMadeFromAThingIsNamed() {
        assertThat(Dependents.of(workspace, Section.MODELS, "m"))
                .extracting(Thing::words)
                .containsExactly("activation cache acts", "autoencoder trained");
        assertThat(Dependents.of(workspace, Section.CORPORA, "tiny"))
                .extracting(Thing::words)
                .containsExactly(
                        "activation cache acts", "autoencoder brought", "autoencoder trained", "index trained--tiny");
        assertThat(Dependents.of(workspace, Section.ACTIVATIONS, "acts"))
                .extracting(Thing::words)
                .containsExactly("autoencoder trained");
        assertThat(Dependents.of(workspace, Section.MODELS, "other"))
                .extracting(Thing::words)
                .containsExactly("autoencoder brought");
    }
}
