package org.latentworkbench.app.cli;

import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Builds an index. */
@picocli.CommandLine.Command(
        name = "index",
        description = "Index what the latents of an autoencoder do on a corpus, and the tree of a matryoshka.",
        footer = {"", "Example:", "  workbench index --sae demo --corpus demo"})
final class IndexCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus.")
    String corpus = "";

    IndexCommand(Program program) {
        super(program);
    }

    private record Result(
            String sae,
            String corpus,
            int contexts,
            long tokens,
            long activations,
            long bytes,
            double tokensPerSecond,
            double seconds,
            int treeEdges) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            BuildIndex.Result result = run(new BuildIndex(workspace, sae, corpus, common.computeDevice()));
            IndexInfo info = result.info();
            return Answer.of(
                    new Result(
                            sae,
                            corpus,
                            info.contexts(),
                            info.tokens(),
                            info.activations(),
                            info.bytes(),
                            info.tokensPerSecond(),
                            info.seconds(),
                            result.treeEdges()),
                    out -> {
                        out.println("index " + sae + "--" + corpus + ": " + Texts.count(info.activations())
                                + " activations on " + Texts.count(info.tokens()) + " tokens in "
                                + Texts.count(info.contexts()) + " contexts, " + Texts.bytes(info.bytes()) + ", "
                                + Texts.number(info.tokensPerSecond()) + " tokens/s");
                        if (info.prefixes().length > 1) {
                            out.println("tree: " + Texts.count(result.treeEdges()) + " edges");
                        }
                    });
        }
    }
}
