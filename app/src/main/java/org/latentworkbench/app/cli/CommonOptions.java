package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.tensor.ComputeDevice;
import picocli.CommandLine.Option;

/** Options that every command has. */
final class CommonOptions {
    @Nullable
    @Option(
            names = "--workspace",
            paramLabel = "DIR",
            description = "The workspace; the last one used by default, else ~/LatentWorkbench.")
    Path workspace;

    @Option(names = "--json", description = "Print exactly one JSON document on stdout.")
    boolean json;

    @Option(names = "--quiet", description = "No progress and no messages, only results and errors.")
    boolean quiet;

    @Option(names = "--verbose", description = "Write more into the log, and say where it is.")
    boolean verbose;

    @Option(
            names = "--device",
            paramLabel = "auto|cpu|cuda",
            defaultValue = "auto",
            description = "Where language models run and autoencoders train (default: ${DEFAULT-VALUE}).")
    String device = "auto";

    @Option(names = "--threads", paramLabel = "N", description = "Threads to compute with; all cores by default.")
    int threads;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Makes random choices repeatable (default: ${DEFAULT-VALUE}).")
    long seed = 1;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    /** The device that was chosen. */
    ComputeDevice computeDevice() {
        return ComputeDevice.parse(device);
    }
}
