package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
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

    /** Opens the window and waits until it is closed. */
    int open(Program program) {
        program.window().open(Optional.ofNullable(workspace), Optional.ofNullable(address));
        return Errors.DONE;
    }
}
