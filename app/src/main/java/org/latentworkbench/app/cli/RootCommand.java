package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The program without a command: the window. */
@Command(
        name = "workbench",
        versionProvider = Version.class,
        synopsisSubcommandLabel = "COMMAND",
        header = "Train, browse and search sparse autoencoders of small language models.",
        description = "Without a command, opens the window.",
        footer = {
            "",
            "Examples:",
            "  workbench demo                     everything once, with what comes along",
            "  workbench search --sae demo ' said'  which latents follow a token regex",
            "",
            "Exit codes: 0 done, 1 failed, 2 wrong usage, 130 cancelled."
        })
final class RootCommand implements Callable<Integer> {
    private final Program program;

    @Mixin
    final WindowOptions options = new WindowOptions();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    boolean version;

    @Option(names = "--self-check", description = "Load every native library, lay out a scene, and exit with 0 or 1.")
    boolean selfCheck;

    RootCommand(Program program) {
        this.program = program;
    }

    @Override
    public Integer call() {
        if (selfCheck) {
            return Cli.run(program, List.of("doctor", "--self-check"));
        }
        return options.open(program, Optional.empty());
    }
}
