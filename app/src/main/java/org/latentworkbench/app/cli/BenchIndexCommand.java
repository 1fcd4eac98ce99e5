package org.latentworkbench.app.cli;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.pipeline.IndexBench;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Times indexing. */
@picocli.CommandLine.Command(
        name = "index",
        description = {
            "Time the building of an index, in a temporary folder.",
            "Without --sae with a TopK autoencoder of random directions, on made-up activations of stories of the sizes given:",
            "what an index costs beside encoding, and whether its memory grows."
        },
        footer = {
            "",
            "Examples:",
            "  workbench bench index --sae demo --corpus demo",
            "  workbench bench index --tokens 1000000,4000000,16000000 --json"
        })
final class BenchIndexCommand extends Command {
    @Nullable
    @Option(names = "--sae", paramLabel = "S", description = "The autoencoder.")
    String sae;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "The corpus.")
    String corpus;

    @Option(
            names = "--tokens",
            split = ",",
            paramLabel = "N",
            defaultValue = "1000000",
            description = "Sizes of made-up corpora (default: ${DEFAULT-VALUE}).")
    List<Long> tokens = List.of();

    @Option(
            names = "--width",
            paramLabel = "D",
            defaultValue = "768",
            description = "Dimensions of the made-up activations (default: ${DEFAULT-VALUE}).")
    int width;

    @Option(
            names = "--latents",
            paramLabel = "N",
            defaultValue = "16384",
            description = "Latents of the made-up autoencoder (default: ${DEFAULT-VALUE}).")
    int latents;

    @Option(
            names = "--per-token",
            paramLabel = "N",
            defaultValue = "32",
            description = "Active latents per token (default: ${DEFAULT-VALUE}).")
    int perToken;

    BenchIndexCommand(Program program) {
        super(program);
    }

    private record Result(
            double tokensPerSecond,
            double encodeSeconds,
            double totalSeconds,
            double overEncoding,
            double bytesPerActivation,
            double bytesPerToken,
            long rssBytes,
            List<IndexBench.Result> sizes) {}

    @Override
    Answer answer() {
        String ofSae = sae;
        String ofCorpus = corpus;
        if (ofSae == null && ofCorpus == null) {
            return answer(run(new IndexBench.Synthetic(tokens, width, latents, perToken, common.seed)));
        }
        if (ofSae == null || ofCorpus == null) {
            throw new BadInputException("--sae and --corpus belong together. Give both, or neither.");
        }
        try (Workspace workspace = existingWorkspace()) {
            return answer(List.of(run(new IndexBench.Real(workspace, ofSae, ofCorpus, common.computeDevice()))));
        }
    }

    private static Answer answer(List<IndexBench.Result> sizes) {
        IndexBench.Result last = sizes.getLast();
        return Answer.of(
                new Result(
                        last.tokensPerSecond(),
                        last.encodeSeconds(),
                        last.totalSeconds(),
                        last.overEncoding(),
                        last.bytesPerActivation(),
                        last.bytesPerToken(),
                        last.rssBytes(),
                        sizes),
                out -> sizes.forEach(size -> out.println(Texts.count(size.tokens()) + " tokens: "
                        + Texts.number(size.tokensPerSecond()) + " tokens/s, "
                        + Texts.fixed(size.totalSeconds(), 1) + " s, of which "
                        + Texts.fixed(size.encodeSeconds(), 1) + " s encoding, "
                        + Texts.fixed(size.bytesPerActivation(), 2) + " bytes per activation, "
                        + Texts.bytes(size.rssBytes()) + " of memory")));
    }
}
