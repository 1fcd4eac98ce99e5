package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.latentworkbench.engine.pipeline.DeleteIndex;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Deletes an index. */
@picocli.CommandLine.Command(
        name = "delete",
        description = "Delete an index. Its autoencoder, its corpus and the labels stay; \"index\" makes it again.",
        footer = {"", "Example:", "  workbench index delete --sae demo --corpus demo"})
final class IndexDeleteCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus.")
    String corpus = "";

    IndexDeleteCommand(Program program) {
        super(program);
    }

    private record Result(String sae, String corpus, String deleted) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            Path folder = run(new DeleteIndex(workspace, sae, corpus));
            return Answer.of(
                    new Result(sae, corpus, folder.toString()),
                    out -> out.println("deleted the index " + sae + "--" + corpus));
        }
    }
}
