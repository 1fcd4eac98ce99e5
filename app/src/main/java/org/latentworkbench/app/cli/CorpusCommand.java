package org.latentworkbench.app.cli;

import org.latentworkbench.engine.workspace.Section;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Token corpora. */
@Command(
        name = "corpus",
        synopsisSubcommandLabel = "COMMAND",
        description = "Turn text into tokens, or generate stories.",
        footer = {"", "Example:", "  workbench corpus import tinystories.txt --model stories --name tiny"})
final class CorpusCommand extends CommandGroup {
    static CommandLine group(Program program) {
        return new CommandLine(new CorpusCommand())
                .addSubcommand(new CorpusImportCommand(program))
                .addSubcommand(new CorpusAppendCommand(program))
                .addSubcommand(new CorpusStoryCommand(program))
                .addSubcommand(new CorpusListCommand(program))
                .addSubcommand(new CorpusInfoCommand(program))
                .addSubcommand(new DeleteCommand(program, Section.CORPORA));
    }
}
