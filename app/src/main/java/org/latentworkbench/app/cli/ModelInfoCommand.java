package org.latentworkbench.app.cli;

import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Describes a model. */
@picocli.CommandLine.Command(
        name = "info",
        description = "Show the sizes of a model.",
        footer = {"", "Example:", "  workbench model info stories"})
final class ModelInfoCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The model.")
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
        try (Workspace workspace = existingWorkspace();
                LanguageModel model = LanguageModel.load(workspace.require(Section.MODELS, name), ComputeDevice.CPU)) {
            ModelConfig config = model.config();
            long parameters = model.parameters();
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
                    out -> out.println(
                            name + ": " + describe(config) + ", " + Texts.count(parameters) + " parameters"));
        }
    }

    static String describe(ModelConfig config) {
        return config.family() + ", " + config.layers() + " layers of width " + config.width() + ", " + config.heads()
                + " heads, " + Texts.count(config.vocabulary()) + " tokens, " + config.maxPositions() + " positions";
    }
}
