package org.latentworkbench.engine.workspace;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.file.AtomicFile;
import org.slf4j.LoggerFactory;

/** Temporary files and folders of writes that never finished; safe to delete by whoever holds the lock. */
final class Leftovers {
    private Leftovers() {}

    static void delete(Path directory, int depth) {
        List<Path> found;
        try (Stream<Path> all = Files.walk(directory, depth)) {
            found = all.filter(AtomicFile::isTemporary).toList();
        } catch (IOException | UncheckedIOException e) {
            LoggerFactory.getLogger(Leftovers.class).warn("could not look for left-overs in {}", directory, e);
            return;
        }
        for (Path path : found) {
            LoggerFactory.getLogger(Leftovers.class).info("deleting the left-over {}", path);
            AtomicFile.deleteQuietly(path);
        }
    }
}
