package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Where something new goes. */
final class NewThing {
    private NewThing() {}

    /**
     * The folder for a new thing.
     *
     * @throws BadInputException if the name is not legal or taken: nothing a person made is ever replaced
     * @throws org.latentworkbench.engine.error.ResourceException if the workspace is read-only
     */
    static Path folder(Workspace workspace, Section section, String name) {
        workspace.requireWritable();
        Path folder = workspace.path(section, name);
        if (Files.exists(folder)) {
            throw new BadInputException("There is already a " + section.noun() + " \"" + name + "\" in the workspace "
                    + workspace.directory() + ". Choose another name.");
        }
        return folder;
    }
}
