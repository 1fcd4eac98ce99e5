package org.latentworkbench.app.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes shell completion. */
@Command(
        name = "completion",
        description = "Print a completion script for bash and zsh.",
        footer = {"", "Example:", "  source <(workbench completion)"})
final class CompletionCommand implements Callable<Integer> {
    private final Program program;
    private final CommandLine root;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    CompletionCommand(Program program, CommandLine root) {
        this.program = program;
        this.root = root;
    }

    @Override
    public Integer call() {
        program.console().out().print(AutoComplete.bash("workbench", root));
        return Errors.DONE;
    }
}
