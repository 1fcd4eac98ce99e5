package org.latentworkbench.app.gui.reading;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.search.mining.MinedRegexes;

/** The regexes kept beside an index, read again only when their file has changed. Safe for use by several threads. */
public final class Explanations {
    private record Known(LatentIndex index, FileTime modified, Optional<MinedRegexes> regexes) {}

    private @Nullable Known known;

    /** What explains the latents of an index, as much as was found so far. */
    public synchronized Optional<MinedRegexes> of(LatentIndex index) {
        var file = MinedRegexes.file(index);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            FileTime modified = Files.getLastModifiedTime(file);
            Known now = known;
            if (now == null || now.index() != index || !now.modified().equals(modified)) {
                now = new Known(index, modified, MinedRegexes.read(index));
                known = now;
            }
            return now.regexes();
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
