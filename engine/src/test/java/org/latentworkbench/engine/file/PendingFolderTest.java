package org.latentworkbench.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.ResourceException;

final class PendingFolderTest {
    @TempDir
    Path parent;

    private static void fill(Path folder, String text) throws IOException {
        Files.writeString(folder.resolve("content.txt"), text);
    }

    private void assertOnly(Path place, String text) throws IOException {
        assertThat(place.resolve("content.txt")).hasContent(text);
        try (Stream<Path> all = Files.list(parent)) {
            assertThat(all).containsExactly(place);
        }
    }

    @Test
    void aFolderHasItsNameOnceItIsCommitted() throws IOException {
        Path place = parent.resolve("deep/place");
        try (var pending = new PendingFolder(place)) {
            fill(pending.path(), "new");
            assertThat(place).doesNotExist();
            pending.commit();
        }
        assertThat(place.resolve("content.txt")).hasContent("new");
    }

    private Path oldFolder() throws IOException {
        Path place = Files.createDirectory(parent.resolve("place"));
        fill(place, "old");
        return place;
    }

    @Test
    void committingReplacesAndLeavesNothingElse() throws IOException {
        Path place = oldFolder();
        try (var pending = new PendingFolder(place)) {
            fill(pending.path(), "new");
            assertThat(place.resolve("content.txt")).hasContent("old");
            pending.commit();
        }
        assertOnly(place, "new");
    }

    @Test
    void withoutCommittingNothingChanges() throws IOException {
        Path place = oldFolder();
        try (var pending = new PendingFolder(place)) {
            fill(pending.path(), "new");
        }
        assertOnly(place, "old");
    }

    @Test
    void aPlaceBelowAFileIsRefusedByName() throws IOException {
        Path file = Files.createFile(parent.resolve("file"));
        assertThatThrownBy(() -> new PendingFolder(file.resolve("place")))
                .isInstanceOf(ResourceException.class)
                .hasMessageContaining(file.resolve("place").toString());
    }
}
