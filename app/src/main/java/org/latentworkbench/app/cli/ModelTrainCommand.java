package org.latentworkbench.app.cli;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.LanguageModelTrainer;
import org.latentworkbench.engine.lm.LanguageModelTraining;
import org.latentworkbench.engine.pipeline.TrainModel;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Trains a small model from scratch. */
@picocli.CommandLine.Command(
        name = "train",
        description = "Train a small model of the Llama family on generated stories, tokenizer included.",
        footer = {"", "Example:", "  workbench model train --name my-stories --steps 500"})
final class ModelTrainCommand extends Command {
    @Option(names = "--name", required = true, paramLabel = "NAME", description = "Its name in the workspace.")
    String name = "";

    @Nullable
    @Option(names = "--steps", paramLabel = "N", description = "Steps; as for the built-in model by default.")
    Integer steps;

    @Nullable
    @Option(names = "--stories", paramLabel = "N", description = "Stories to train on.")
    Integer stories;

    @Nullable
    @Option(names = "--batch", paramLabel = "N", description = "Contexts per step.")
    Integer batch;

    @Nullable
    @Option(names = "--learning-rate", paramLabel = "X", description = "Peak learning rate.")
    Double learningRate;

    ModelTrainCommand(Program program) {
        super(program);
    }

    private record Result(String model, @JsonUnwrapped LanguageModelTrainer.Result training) {}

    @Override
    Answer answer() {
        LanguageModelTraining usual = LanguageModelTraining.builtIn();
        int chosenSteps = optional(steps).orElse(usual.steps());
        var training = new LanguageModelTraining(
                usual.shape(),
                optional(stories).orElse(usual.stories()),
                chosenSteps,
                optional(batch).orElse(usual.batch()),
                optional(learningRate).orElse(usual.learningRate()),
                Math.min(usual.warmup(), Math.max(1, chosenSteps / 10)),
                usual.weightDecay(),
                usual.clip(),
                common.seed);
        try (Workspace workspace = workspace()) {
            LanguageModelTrainer.Result result = run(new TrainModel(workspace, name, training, common.computeDevice()));
            return Answer.of(
                    new Result(name, result),
                    out -> out.println("model " + name + ": held-out loss " + Texts.fixed(result.heldOutLoss(), 3)
                            + " nats per token after " + Texts.count(result.tokens()) + " tokens, "
                            + Texts.count(result.parameters()) + " parameters, "
                            + Texts.number(result.tokensPerSecond()) + " tokens/s"));
        }
    }
}
