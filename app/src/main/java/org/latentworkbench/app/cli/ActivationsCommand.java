package org.latentworkbench.app.cli;

import org.latentworkbench.engine.workspace.Section;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Activation caches. */
@Command(
        name = "activations",
        synopsisSubcommandLabel = "COMMAND",
        description = "Import, export, list and delete cached activations.",
        footer = {"", "Example:", "  workbench activations export acts --format npz --out ./acts-npz"})
final class ActivationsCommand extends CommandGroup {
    static CommandLine group(Program program) {
        return new CommandLine(new ActivationsCommand())
                .addSubcommand(new ActivationsImportCommand(program))
                .addSubcommand(new ActivationsExportCommand(program))
                .addSubcommand(new ActivationsListCommand(program))
                .addSubcommand(new ActivationsInfoCommand(program))
                .addSubcommand(new DeleteCommand(program, Section.ACTIVATIONS));
    }
}
