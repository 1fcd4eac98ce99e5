package org.latentworkbench.app.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command that only holds others. */
abstract class CommandGroup implements Callable<Integer> {
    @Spec
    @org.jspecify.annotations.Nullable
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    @Override
    public Integer call() {
        CommandSpec known = java.util.Objects.requireNonNull(spec);
        throw new CommandLine.ParameterException(
                known.commandLine(),
                "\"" + known.name() + "\" needs one of: "
                        + String.join(", ", known.subcommands().keySet()));
    }
}
