package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.ModelConfig;
import picocli.CommandLine.Parameters;

/** Describes a model. */
@picocli.CommandLine.Command(
        name = "info",
        description = "Show the sizes of a model, by its config alone.",
        footer = {"", "Example:", "  workbench model info stories"})
final class ModelInfoCommand extends Command {
    @Parameters(paramLabel = "NAME|DIR", description = "The model or its folder.")
    String name = "";

    ModelInfoCommand(Program program) {
        super(program);
    }

    private record Result(
            String model,
            String family,
            int width,
            int layers,
            int heads,
            int keyValueHeads,
            int mlpWidth,
            int vocabulary,
            int maxPositions,
            boolean tiedHead,
            long parameters) {}

    @Override
    Answer answer() {
        Path folder = Arguments.modelFolder(this, name);
        ModelConfig config = ModelConfig.read(folder);
        long parameters = LanguageModel.parameters(folder);
        return Answer.of(
                new Result(
                        name,
                        config.family(),
                        config.width(),
                        config.layers(),
                        config.heads(),
                        config.keyValueHeads(),
                        config.mlpWidth(),
                        config.vocabulary(),
                        config.maxPositions(),
                        config.tiedHead(),
                        parameters),
                out -> out.println(name + ": " + describe(config) + ", " + Texts.count(parameters) + " parameters"));
    }

    static String describe(ModelConfig config) {
        return config.family() + ", " + config.layers() + " layers of width " + config.width() + ", " + config.heads()
                + " heads, " + Texts.count(config.vocabulary()) + " tokens, " + config.maxPositions() + " positions";
    }
}
