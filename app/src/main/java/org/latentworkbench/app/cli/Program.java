package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.latentworkbench.engine.workspace.RecentWorkspaces;
import org.latentworkbench.engine.workspace.UserFolders;

/**
 * What commands run in.
 *
 * @param console where they speak
 * @param folders where things of the user lie
 * @param window the other face
 * @param log the file with the details of what happens
 * @param cancellation whether the person asked to stop
 */
public record Program(Console console, UserFolders folders, Window window, Path log, Cancellation cancellation) {
    /** The workspaces used before. */
    RecentWorkspaces recent() {
        return RecentWorkspaces.of(folders);
    }
}
