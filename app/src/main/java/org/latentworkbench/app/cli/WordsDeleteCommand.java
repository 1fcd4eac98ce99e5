package org.latentworkbench.app.cli;

import java.util.Map;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Removes a word list. */
@picocli.CommandLine.Command(
        name = "delete",
        description = "Remove a word list.",
        footer = {"", "Example:", "  workbench words delete girls"})
final class WordsDeleteCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The word list.")
    String name = "";

    WordsDeleteCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            workspace.wordLists().delete(name);
        }
        return Answer.of(Map.of("deleted", name), out -> out.println("The word list " + name + " is gone."));
    }
}
