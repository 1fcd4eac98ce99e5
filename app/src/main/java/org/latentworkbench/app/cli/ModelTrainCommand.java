package org.latentworkbench.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.lm.LanguageModelTrainer;
import org.latentworkbench.engine.lm.LanguageModelTraining;
import org.latentworkbench.engine.lm.ModelShape;
import org.latentworkbench.engine.pipeline.TrainModel;
import org.latentworkbench.engine.pipeline.TrainingText;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.text.TokenizerKind;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Trains a small model from scratch. */
@picocli.CommandLine.Command(
        name = "train",
        description = {
            "Train a small model of the Llama family from scratch, tokenizer included.",
            "It learns from your own text, or from generated stories. The result is a Hugging Face folder."
        },
        footer = {
            "",
            "A stopped training goes on with the same command and --resume, to the same weights.",
            "",
            "Examples:",
            "  workbench model train shakespeare.txt --name bard --steps 1000",
            "  workbench model train notes/ --name chars --tokenizer character --vocabulary 200 --layers 2 --width 64",
            "  workbench model train --name my-stories --steps 500"
        })
final class ModelTrainCommand extends Command {
    private static final int HEAD_WIDTH = 32;

    /** Usual settings for a person's own text: some minutes on two cores. */
    private static final int STEPS = 1000;

    private static final int VOCABULARY = 1024;
    private static final int CONTEXT = 128;

    @Parameters(
            arity = "0..*",
            paramLabel = "PATH",
            description = "Text files and folders; without any, stories are told.")
    List<Path> paths = List.of();

    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name in the workspace.")
    String name = "";

    @Option(
            names = "--tokenizer",
            paramLabel = "KIND",
            defaultValue = "bpe",
            description = "bpe, word or character (default: ${DEFAULT-VALUE}).")
    String tokenizer = "bpe";

    @Nullable
    @Option(names = "--vocabulary", paramLabel = "N", description = "Tokens of the tokenizer; 1024 by default.")
    Integer vocabulary;

    @Nullable
    @Option(names = "--layers", paramLabel = "N", description = "Layers; 4 by default.")
    Integer layers;

    @Nullable
    @Option(names = "--width", paramLabel = "N", description = "Width of the residual stream; 128 by default.")
    Integer width;

    @Nullable
    @Option(names = "--heads", paramLabel = "N", description = "Attention heads; one per 32 of the width by default.")
    Integer heads;

    @Nullable
    @Option(names = "--context", paramLabel = "N", description = "Longest context in tokens; 128 by default.")
    Integer context;

    @Nullable
    @Option(names = "--steps", paramLabel = "N", description = "Steps; 1000 by default, 3000 on stories.")
    Integer steps;

    @Nullable
    @Option(names = "--stories", paramLabel = "N", description = "Without PATH: stories to train on.")
    Integer stories;

    @Nullable
    @Option(names = "--batch", paramLabel = "N", description = "Contexts per step; 16 by default.")
    Integer batch;

    @Nullable
    @Option(names = "--learning-rate", paramLabel = "X", description = "Peak learning rate; 0.003 by default.")
    Double learningRate;

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            defaultValue = Documents.DEFAULT_FIELD,
            description = "Field of a JSON line that holds the text (default: ${DEFAULT-VALUE}).")
    String field = Documents.DEFAULT_FIELD;

    @Option(names = "--resume", description = "Go on with a training of this name, text and settings that was stopped.")
    boolean resume;

    ModelTrainCommand(Program program) {
        super(program);
    }

    private record Result(String model, @JsonUnwrapped LanguageModelTrainer.Result training) {}

    @Override
    Answer answer() {
        boolean own = !paths.isEmpty();
        if (own && stories != null) {
            throw new BadInputException("Give either text files or --stories.");
        }
        TrainingText text = own
                ? new TrainingText.Files(paths, field)
                : new TrainingText.Stories(optional(stories).orElse(BuiltInModel.STORIES), common.seed);
        LanguageModelTraining training = training(own);
        try (Workspace workspace = workspace()) {
            LanguageModelTrainer.Result result = train(workspace, text, training);
            return Answer.of(new Result(name, result), out -> {
                out.println("model " + name + ": loss " + Texts.fixed(result.trainingLoss(), 3) + ", held out "
                        + Texts.fixed(result.heldOutLoss(), 3) + " nats per token after "
                        + Texts.count(result.tokens()) + " tokens, " + Texts.count(result.parameters())
                        + " parameters, " + Texts.count(result.vocabulary()) + " tokens in the vocabulary, "
                        + Texts.number(result.tokensPerSecond()) + " tokens/s");
                result.samples().forEach(sample -> out.println("\n" + sample.strip()));
            });
        }
    }

    private LanguageModelTrainer.Result train(Workspace workspace, TrainingText text, LanguageModelTraining training) {
        try {
            return run(new TrainModel(workspace, name, text, training, resume, common.computeDevice()));
        } catch (CancelledException e) {
            boolean canGoOn =
                    java.nio.file.Files.isDirectory(LanguageModelTrainer.workingFolder(workspace.modelDir(name)));
            throw canGoOn ? new CancelledException("Stopped. The same command with --resume goes on from here.", e) : e;
        }
    }

    private LanguageModelTraining training(boolean own) {
        LanguageModelTraining usual = LanguageModelTraining.builtIn();
        int chosenSteps = optional(steps).orElse(own ? STEPS : usual.steps());
        return new LanguageModelTraining(
                shape(own, usual.shape()),
                kind(),
                chosenSteps,
                optional(batch).orElse(usual.batch()),
                optional(learningRate).orElse(usual.learningRate()),
                Math.min(usual.warmup(), Math.max(1, chosenSteps / 10)),
                usual.weightDecay(),
                usual.clip(),
                common.seed);
    }

    private ModelShape shape(boolean own, ModelShape usual) {
        int chosenWidth = optional(width).orElse(usual.width());
        int chosenHeads = optional(heads).orElse(Math.max(1, chosenWidth / HEAD_WIDTH));
        // The usual hidden width of a gated MLP: 8/3 of the width, here in eights.
        int mlpWidth = chosenWidth == usual.width() ? usual.mlpWidth() : Math.ceilDiv(chosenWidth, 3) * 8;
        return new ModelShape(
                optional(layers).orElse(usual.layers()),
                chosenWidth,
                chosenHeads,
                chosenHeads,
                mlpWidth,
                optional(vocabulary).orElse(own ? VOCABULARY : usual.vocabulary()),
                optional(context).orElse(own ? CONTEXT : usual.context()));
    }

    private TokenizerKind kind() {
        for (TokenizerKind kind : TokenizerKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(tokenizer)) {
                return kind;
            }
        }
        throw new BadInputException("There is no tokenizer \"" + tokenizer + "\"; choose bpe, word or character.");
    }
}
