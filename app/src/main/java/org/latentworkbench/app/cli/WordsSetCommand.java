package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.workspace.WordLists;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes or replaces a word list. */
@picocli.CommandLine.Command(
        name = "set",
        description = {"Make or replace a word list.", "A blank before an entry counts."},
        footer = {
            "",
            "Examples:",
            "  workbench words set girls ' Lily' ' Mia' ' Sue'",
            "  workbench words set names --file names.txt           one entry in each line"
        })
final class WordsSetCommand extends Command {
    @Parameters(index = "0", paramLabel = "NAME", description = "The word list.")
    String name = "";

    @Parameters(index = "1..*", arity = "0..*", paramLabel = "ENTRY", description = "Its entries.")
    List<String> entries = List.of();

    @Nullable
    @Option(names = "--file", paramLabel = "FILE", description = "Instead: a text file, one entry in each line.")
    Path file;

    WordsSetCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        Path given = file;
        if ((given == null) == entries.isEmpty()) {
            throw new BadInputException("Give either the entries of the list or --file FILE.");
        }
        List<String> words = given == null ? entries : WordLists.read(given);
        try (Workspace workspace = workspace()) {
            workspace.wordLists().set(name, words);
        }
        return Answer.of(
                Map.of("name", name, "entries", words.size()),
                out -> out.println("[literals `" + name + "`] has " + Texts.count(words.size()) + " entries."));
    }
}
