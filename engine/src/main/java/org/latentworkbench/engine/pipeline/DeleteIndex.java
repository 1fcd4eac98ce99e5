package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Deletes an index, which can be made again from its autoencoder and corpus. Labels and notes are not part of it and stay.
 *
 * @param workspace where it lies
 * @param sae name of the autoencoder
 * @param corpus name of the corpus
 */
public record DeleteIndex(Workspace workspace, String sae, String corpus) implements Job<Path> {
    @Override
    public Path run(JobContext context) {
        workspace.requireWritable();
        Path folder = workspace.require(Section.INDEXES, sae + "--" + corpus);
        // Renamed first: nobody opens an index of which half is gone.
        Path leaving = AtomicFile.temporary(folder);
        try {
            Files.move(folder, leaving, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot delete " + folder + " (" + Objects.requireNonNullElse(e.getMessage(), "no reason given")
                            + ").",
                    e);
        }
        AtomicFile.deleteQuietly(leaving);
        return folder;
    }
}
