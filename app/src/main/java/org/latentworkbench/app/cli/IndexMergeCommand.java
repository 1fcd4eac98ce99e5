package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.pipeline.MergeIndex;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Joins shards. */
@picocli.CommandLine.Command(
        name = "merge",
        description = "Join shards that were built separately to an index, as if it had been built at once.",
        footer = {"", "Example:", "  workbench index merge --sae demo --corpus demo shard-1 shard-2"})
final class IndexMergeCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus.")
    String corpus = "";

    @Parameters(arity = "1..*", paramLabel = "DIR", description = "The folders of all shards, in any order.")
    List<Path> shards = List.of();

    IndexMergeCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            return IndexCommand.answer(run(new MergeIndex(workspace, sae, corpus, shards)));
        }
    }
}
