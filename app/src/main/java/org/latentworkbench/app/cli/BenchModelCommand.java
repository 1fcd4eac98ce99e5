package org.latentworkbench.app.cli;

import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.ModelBench;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Times a forward pass. */
@picocli.CommandLine.Command(
        name = "lm",
        description = "Time a model's forward pass against the bare dense products it contains.",
        footer = {"", "Example:", "  workbench bench lm --model stories"})
final class BenchModelCommand extends Command {
    @Option(
            names = "--model",
            paramLabel = "M",
            defaultValue = BuiltInModel.NAME,
            description = "The model (default: ${DEFAULT-VALUE}).")
    String model = BuiltInModel.NAME;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "32",
            description = "Contexts at once (default: ${DEFAULT-VALUE}).")
    int batch = 32;

    @Option(
            names = "--length",
            paramLabel = "N",
            defaultValue = "128",
            description = "Tokens of each (default: ${DEFAULT-VALUE}).")
    int length = 128;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "10",
            description = "Measured repetitions (default: ${DEFAULT-VALUE}).")
    int rounds = 10;

    BenchModelCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = workspace()) {
            if (model.equals(BuiltInModel.NAME) && !workspace.readOnly()) {
                run(new BuiltInModelImport(workspace));
            }
            String name = Arguments.model(this, workspace, model);
            ModelBench.Result result =
                    run(new ModelBench(workspace, name, batch, length, rounds, common.computeDevice()));
            return Answer.of(
                    result,
                    out -> out.println(Texts.number(result.tokensPerSecond()) + " tokens/s, "
                            + Texts.fixed(1000 * result.totalSeconds(), 1) + " ms a pass, its dense products alone "
                            + Texts.fixed(1000 * result.productSeconds(), 1) + " ms"));
        }
    }
}
