package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.ModelImport;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Copies a model into the workspace. */
@picocli.CommandLine.Command(
        name = "import",
        description = "Copy a Hugging Face model folder into the workspace, after loading it once to check it.",
        footer = {
            "",
            "Examples:",
            "  workbench model import ./stories260K/hf --name stories260K",
            "  workbench model import built-in"
        })
final class ModelImportCommand extends Command {
    private static final String BUILT_IN = "built-in";

    @Parameters(
            paramLabel = "DIR",
            description = "Folder with config.json, model.safetensors and tokenizer.json; \"built-in\" for the model"
                    + " that comes along.")
    String source = "";

    @Nullable
    @Option(names = "--name", paramLabel = "NAME", description = "Its name; the folder's by default.")
    String name;

    ModelImportCommand(Program program) {
        super(program);
    }

    private record Result(String model, ModelConfig config) {}

    @Override
    Answer answer() {
        try (Workspace workspace = workspace()) {
            if (source.equals(BUILT_IN)) {
                String imported = run(new BuiltInModelImport(workspace));
                return Answer.of(
                        java.util.Map.of("model", imported),
                        out -> out.println("model " + BuiltInModel.NAME + " is in " + workspace.modelDir(imported)));
            }
            String chosen = optional(name).orElseGet(() -> Arguments.modelName(Path.of(source)));
            ModelConfig config = run(new ModelImport(workspace, Path.of(source), chosen));
            return Answer.of(
                    new Result(chosen, config),
                    out -> out.println("model " + chosen + ": " + ModelInfoCommand.describe(config)));
        }
    }
}
