package org.latentworkbench.engine.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelsTest {
    @TempDir
    Path folder;

    @Test
    void theLastWordCountsAndHistoryStays() throws IOException {
        try (Workspace workspace = Workspace.open(folder)) {
            Labels labels = workspace.labels("sae");
            labels.put(3, "cats", "", false);
            labels.put(3, "pets", "cats and dogs", true);
            assertThat(labels.label(3)).hasValue(new Label("pets", "cats and dogs", true));
            assertThat(labels.label(4)).isEmpty();
        }
        assertThat(Files.readAllLines(folder.resolve("labels.jsonl"))).hasSize(2);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.labels("sae").label(3).map(Label::label)).hasValue("pets");
        }
    }

    @Test
    void autoencodersHaveTheirOwnLabels() {
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.labels("a").put(1, "one", "", false);
            workspace.labels("b").put(1, "uno", "", false);
            assertThat(workspace.labels("a").all()).hasSize(1).containsKey(1);
            assertThat(workspace.labels("b").label(1).map(Label::label)).hasValue("uno");
        }
    }

    @Test
    void sayingNothingTakesALabelAway() {
        try (Workspace workspace = Workspace.open(folder)) {
            Labels labels = workspace.labels("a");
            labels.put(1, "one", "", false);
            labels.put(1, "", "", false);
            assertThat(labels.label(1)).isEmpty();
            assertThat(labels.all()).isEmpty();
        }
    }

    @Test
    void aLineThatACrashCutOffCostsItselfAlone() throws IOException {
        Path file = folder.resolve("labels.jsonl");
        try (Workspace workspace = Workspace.open(folder)) {
            workspace.labels("a").put(1, "one", "", false);
        }
        Files.writeString(file, "{\"sae\":\"a\",\"latent\":2,\"lab", StandardOpenOption.APPEND);
        try (Workspace workspace = Workspace.open(folder)) {
            Labels labels = workspace.labels("a");
            assertThat(labels.all()).containsOnlyKeys(1);
            labels.put(3, "three", "", false);
        }
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.labels("a").all()).containsOnlyKeys(1, 3);
        }
    }

    @Test
    void damagedBytesInTheMiddleHideNothingElse() throws IOException {
        Path file = folder.resolve("labels.jsonl");
        Workspace.open(folder).close();
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0, '\n'});
        Files.writeString(
                file,
                "[]\n{\"sae\":\"a\",\"latent\":5,\"label\":\"Grüße\",\"future\":1}\n",
                StandardCharsets.UTF_8,
                StandardOpenOption.APPEND);
        try (Workspace workspace = Workspace.open(folder)) {
            assertThat(workspace.labels("a").label(5).map(Label::label)).hasValue("Grüße");
        }
    }
}
