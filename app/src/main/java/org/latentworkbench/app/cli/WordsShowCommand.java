package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Shows a word list. */
@picocli.CommandLine.Command(
        name = "show",
        description = "Print the entries of a word list, one in each line.",
        footer = {"", "Example:", "  workbench words show girls"})
final class WordsShowCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The word list.")
    String name = "";

    WordsShowCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<String> entries = workspace.wordLists().list(name);
            return Answer.of(Map.of("name", name, "entries", entries), out -> entries.forEach(out::println));
        }
    }
}
