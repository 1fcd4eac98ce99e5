package org.latentworkbench.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** What was deleted. */
@Command(
        name = "trash",
        synopsisSubcommandLabel = "COMMAND",
        description = "List, restore or delete for good what was deleted lately.",
        footer = {"", "Example:", "  workbench trash list"})
final class TrashCommand extends CommandGroup {
    static CommandLine group(Program program) {
        return new CommandLine(new TrashCommand())
                .addSubcommand(new TrashListCommand(program))
                .addSubcommand(new TrashRestoreCommand(program))
                .addSubcommand(new TrashEmptyCommand(program));
    }
}
