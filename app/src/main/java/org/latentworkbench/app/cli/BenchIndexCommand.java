package org.latentworkbench.app.cli;

import org.latentworkbench.engine.pipeline.IndexBench;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Times indexing. */
@picocli.CommandLine.Command(
        name = "index",
        description = "Time the building of an index, in a temporary folder.",
        footer = {"", "Example:", "  workbench bench index --sae demo --corpus demo"})
final class BenchIndexCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus.")
    String corpus = "";

    BenchIndexCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            IndexBench.Result result = run(new IndexBench(workspace, sae, corpus, common.computeDevice()));
            return Answer.of(
                    result,
                    out -> out.println(Texts.number(result.tokensPerSecond()) + " tokens/s, "
                            + Texts.fixed(result.totalSeconds(), 1) + " s, of which "
                            + Texts.fixed(result.encodeSeconds(), 1) + " s model and autoencoder, "
                            + Texts.fixed(result.bytesPerActivation(), 2) + " bytes per activation"));
        }
    }
}
