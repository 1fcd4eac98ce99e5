package org.latentworkbench.app.cli;

import picocli.CommandLine;

/** Word lists for token regexes. */
@CommandLine.Command(
        name = "words",
        synopsisSubcommandLabel = "COMMAND",
        description = "Keep lists of words that token regexes name as [literals `NAME`].",
        footer = {"", "Example:", "  workbench words set girls ' Lily' ' Mia' ' Sue'"})
final class WordsCommand extends CommandGroup {
    static CommandLine group(Program program) {
        return new CommandLine(new WordsCommand())
                .addSubcommand(new WordsListCommand(program))
                .addSubcommand(new WordsShowCommand(program))
                .addSubcommand(new WordsSetCommand(program))
                .addSubcommand(new WordsDeleteCommand(program));
    }
}
