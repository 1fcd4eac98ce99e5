package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** What the window can be told from outside. */
final class WindowOptions {
    @Nullable
    @Option(names = "--workspace", paramLabel = "DIR", description = "The workspace to open.")
    Path workspace;

    @Nullable
    @Option(names = "--open", paramLabel = "ADDRESS", description = "The place to show, such as latent:demo/165.")
    String address;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** What was written before a command, as in {@code workbench --workspace DIR search}. */
    static Optional<WindowOptions> beforeCommand(CommandSpec command) {
        return command.root().userObject() instanceof RootCommand root ? Optional.of(root.options) : Optional.empty();
    }

    /** Opens the window and waits until it is closed. */
    int open(Program program, Optional<WindowOptions> before) {
        program.window()
                .open(
                        Optional.ofNullable(workspace).or(() -> before.map(options -> options.workspace)),
                        Optional.ofNullable(address).or(() -> before.map(options -> options.address)));
        return Errors.DONE;
    }
}
