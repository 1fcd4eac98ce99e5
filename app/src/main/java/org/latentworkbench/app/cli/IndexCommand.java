package org.latentworkbench.app.cli;

import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Builds an index. */
@picocli.CommandLine.Command(
        name = "index",
        description = "Index what the latents of an autoencoder do on a corpus, and the tree of a matryoshka.",
        footer = {
            "",
            "Examples:",
            "  workbench index --sae demo --corpus demo",
            "  workbench index --sae mine --activations acts"
        })
final class IndexCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The corpus; that of --activations by default.")
    String corpus;

    @Nullable
    @Option(
            names = "--activations",
            paramLabel = "A",
            description = "A cache of the corpus to encode, instead of running the model.")
    String activations;

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
            String chosen = corpus(workspace);
            BuildIndex.Result result =
                    run(new BuildIndex(workspace, sae, chosen, optional(activations), common.computeDevice()));
            IndexInfo info = result.info();
            return Answer.of(
                    new Result(
                            sae,
                            chosen,
                            info.contexts(),
                            info.tokens(),
                            info.activations(),
                            info.bytes(),
                            info.tokensPerSecond(),
                            info.seconds(),
                            result.treeEdges()),
                    out -> {
                        out.println("index " + sae + "--" + chosen + ": " + Texts.count(info.activations())
                                + " activations on " + Texts.count(info.tokens()) + " tokens in "
                                + Texts.count(info.contexts()) + " contexts, " + Texts.bytes(info.bytes()) + ", "
                                + Texts.number(info.tokensPerSecond()) + " tokens/s");
                        if (info.prefixes().length > 1) {
                            out.println("tree: " + Texts.count(result.treeEdges()) + " edges");
                        }
                    });
        }
    }

    private String corpus(Workspace workspace) {
        String given = corpus;
        String cache = activations;
        if (given != null) {
            return given;
        }
        if (cache == null) {
            throw new BadInputException("Give --corpus, or --activations whose tokens are known.");
        }
        try (ActivationCache opened = ActivationCache.open(workspace.require(Section.ACTIVATIONS, cache))) {
            if (opened.info().corpus().isEmpty()) {
                throw new BadInputException("The activations \"" + cache + "\" come without token ids and tokenizer, so"
                        + " there are no contexts to index. Import them again with both.");
            }
            return opened.info().corpus();
        }
    }
}
