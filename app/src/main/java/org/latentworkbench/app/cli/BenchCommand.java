package org.latentworkbench.app.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Measurements. */
@Command(
        name = "bench",
        synopsisSubcommandLabel = "COMMAND",
        description = "Measure this computer: each bench compares what belongs together in one run.",
        footer = {"", "Example:", "  workbench bench train --json"})
final class BenchCommand extends CommandGroup {
    static CommandLine group(Program program) {
        return new CommandLine(new BenchCommand())
                .addSubcommand(new BenchTrainCommand(program))
                .addSubcommand(new BenchSearchCommand(program))
                .addSubcommand(new BenchIndexCommand(program))
                .addSubcommand(new BenchModelCommand(program));
    }
}
