package org.latentworkbench.engine.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.latentworkbench.engine.error.ResourceException;

/**
 * A folder that is being filled under a temporary name beside its place, for work that begins in one method and ends in another;
 * {@link AtomicFile#directory} serves where one method does all. Closing deletes it unless it was committed.
 */
public final class PendingFolder implements AutoCloseable {
    private final Path place;
    private final Path temporary;

    /**
     * Makes the empty folder.
     *
     * @param place the name it gets in the end
     * @throws ResourceException if it cannot be made
     */
    public PendingFolder(Path place) {
        this.place = place;
        temporary = AtomicFile.temporary(place);
        try {
            Files.createDirectories(temporary);
        } catch (IOException e) {
            throw AtomicFile.unwritable(place, e);
        }
    }

    /** Where to write. */
    public Path path() {
        return temporary;
    }

    /**
     * Gives the folder its name; an existing folder of that name is replaced.
     *
     * @throws ResourceException if that fails; the old folder, if any, is untouched
     */
    public void commit() {
        Path old = AtomicFile.temporary(place);
        try {
            if (Files.exists(place)) {
                Files.move(place, old, StandardCopyOption.ATOMIC_MOVE);
            }
            Files.move(temporary, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            restore(old);
            throw AtomicFile.unwritable(place, e);
        }
        AtomicFile.deleteQuietly(old);
    }

    private void restore(Path old) {
        if (Files.exists(old) && !Files.exists(place)) {
            try {
                Files.move(old, place, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(PendingFolder.class).error("{} is kept at {}", place, old, e);
            }
        }
    }

    @Override
    public void close() {
        AtomicFile.deleteQuietly(temporary);
    }
}
