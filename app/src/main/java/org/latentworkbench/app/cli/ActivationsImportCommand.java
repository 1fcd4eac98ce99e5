package org.latentworkbench.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ImportOptions;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ImportActivations;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes over activations from elsewhere. */
@picocli.CommandLine.Command(
        name = "import",
        description = {
            "Take over activations that another program harvested.",
            "Files are npy, npz, safetensors, or raw .bin with a JSON file that says dtype and shape. Shapes are",
            "[rows, width], [batch, positions, width] or [steps, batch, width]; a folder's files are its shards."
        },
        footer = {
            "",
            "With token ids (array token_ids, tokens or input_ids, a file of that name in the folder, or --tokens) and a",
            "tokenizer, a corpus of the same name is made, so that \"index --activations\" can show contexts.",
            "",
            "Examples:",
            "  workbench activations import acts.npz --model stories --hook resid_post.2",
            "  workbench activations import shards/ --tokens ids.npy --model pythia --hook resid_post.3 --context 128"
        })
final class ActivationsImportCommand extends Command {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> paths = List.of();

    @Nullable
    @Option(
            names = "--model",
            paramLabel = "M",
            description = "The model they come from: a name, also of one that is not in the workspace, or a folder.")
    String model;

    @Nullable
    @Option(names = "--hook", paramLabel = "H", description = "Where in it, such as resid_post.2.")
    String hook;

    @Nullable
    @Option(
            names = "--context",
            paramLabel = "N",
            description = "Tokens per context; from the shape of the arrays, else 128, by default.")
    Integer context;

    @Option(
            names = "--bos",
            paramLabel = "RULE",
            defaultValue = Arguments.AUTO,
            description = "Whether the model saw its beginning token before each context: each-context, none, or auto"
                    + " (default): it did if every context begins with it. Its own rows are left out.")
    String bos = Arguments.AUTO;

    @Option(
            names = "--scale",
            paramLabel = "X",
            defaultValue = "1",
            description = "What the values were multiplied by before they were saved; they are divided by it.")
    double scale = 1;

    @Nullable
    @Option(names = "--array", paramLabel = "KEY", description = "Name of the array or tensor of activations.")
    String array;

    @Nullable
    @Option(names = "--token-array", paramLabel = "KEY", description = "Name of the array of token ids.")
    String tokenArray;

    @Nullable
    @Option(names = "--tokens", paramLabel = "FILE", description = "A file of its own with token ids.")
    Path tokens;

    @Nullable
    @Option(
            names = "--tokenizer",
            paramLabel = "PATH",
            description = "A tokenizer.json or its folder; that of the model by default.")
    Path tokenizer;

    @Option(names = "--half", description = "Store half precision instead of 32-bit values.")
    boolean half;

    @Nullable
    @Option(names = "--name", paramLabel = "A", description = "Its name; the first file's by default.")
    String name;

    ActivationsImportCommand(Program program) {
        super(program);
    }

    private record Result(@JsonUnwrapped CacheSummary cache, boolean tokens, long dropped) {}

    @Override
    Answer answer() {
        Optional<HookPoint> point = optional(hook).map(HookPoint::parse);
        try (Workspace workspace = workspace()) {
            var options = new ImportOptions(
                    optional(name).orElseGet(() -> Arguments.corpusName(paths.getFirst())),
                    optional(model).map(given -> Arguments.model(this, workspace, given)),
                    point,
                    optional(array),
                    optional(tokenArray),
                    optional(tokens),
                    optional(context),
                    Arguments.bosRule(bos),
                    scale,
                    half);
            ImportActivations.Result result =
                    run(new ImportActivations(workspace, paths, options, optional(tokenizer)));
            boolean corpus = result.corpus().isPresent();
            return Answer.of(new Result(CacheSummary.of(result.info()), corpus, result.dropped()), out -> {
                out.println(CacheSummary.of(result.info()).line());
                if (result.dropped() > 0) {
                    out.println(Texts.count(result.dropped()) + " rows of the beginning token were left out");
                }
                out.println(
                        corpus
                                ? "corpus " + options.name() + " was made of their token ids"
                                : result.hasTokens()
                                        ? "there is no tokenizer for their token ids, so contexts cannot be shown"
                                        : "they come without token ids, so contexts cannot be shown");
            });
        }
    }
}
