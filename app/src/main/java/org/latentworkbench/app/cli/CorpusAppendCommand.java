package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.pipeline.CorpusAppend;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes a corpus longer. */
@picocli.CommandLine.Command(
        name = "append",
        description = "Put more text behind a corpus; \"index\" then indexes only what is new.",
        footer = {"", "Example:", "  workbench corpus append tiny more.txt"})
final class CorpusAppendCommand extends Command {
    @Parameters(index = "0", paramLabel = "NAME", description = "The corpus.")
    String name = "";

    @Parameters(index = "1..*", arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> paths = List.of();

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            defaultValue = Documents.DEFAULT_FIELD,
            description = "Field of a JSON line that holds the text (default: ${DEFAULT-VALUE}).")
    String field = Documents.DEFAULT_FIELD;

    CorpusAppendCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            return CorpusInfoCommand.answer(run(new CorpusAppend(workspace, name, paths, field)));
        }
    }
}
