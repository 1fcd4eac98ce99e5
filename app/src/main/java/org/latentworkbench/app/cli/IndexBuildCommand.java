package org.latentworkbench.app.cli;

/** The same as {@code index} alone. */
@picocli.CommandLine.Command(
        name = "build",
        description = "Build an index, go on with one, extend it, or build one shard of it.",
        footer = {"", "Example:", "  workbench index build --sae demo --corpus demo --shard 2/4 --out shard-2"})
final class IndexBuildCommand extends IndexCommand {
    IndexBuildCommand(Program program) {
        super(program);
    }
}
