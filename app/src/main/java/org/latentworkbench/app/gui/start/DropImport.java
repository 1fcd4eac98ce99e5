package org.latentworkbench.app.gui.start;

import java.nio.file.Path;
import java.util.List;

/** Takes folders and files that are no workspace: models and texts to import. */
@FunctionalInterface
public interface DropImport {
    /** Imports what was dropped, or says why it cannot. */
    void take(List<Path> paths);
}
