package org.latentworkbench.app.cli;

import java.nio.file.Path;
import org.latentworkbench.engine.lm.ModelVerification;
import org.latentworkbench.engine.pipeline.VerifyModel;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Compares a model's values with a reference. */
@picocli.CommandLine.Command(
        name = "verify",
        description = {
            "Compare logits and hidden states with a reference file.",
            "The file holds input_ids [batch, positions] and tensors named as in embeddings, resid_post.0, logits."
        },
        footer = {"", "Example:", "  workbench model verify ./stories260K/hf --reference golden.safetensors"})
final class ModelVerifyCommand extends Command {
    @Parameters(paramLabel = "NAME|DIR", description = "The model or its folder.")
    String name = "";

    @Option(names = "--reference", required = true, paramLabel = "FILE", description = "The safetensors file.")
    Path reference = Path.of("");

    @Mixin
    PrecisionOption precision = new PrecisionOption();

    ModelVerifyCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        ModelVerification result = run(new VerifyModel(
                Arguments.modelFolder(this, name), reference, common.computeDevice(), precision.chosen()));
        return Answer.of(
                result,
                out -> {
                    var table = new Table("tensor", "max abs error", "max rel error");
                    result.tensors()
                            .forEach(tensor -> table.row(
                                    tensor.name(),
                                    Texts.number(tensor.maxAbsError()),
                                    Texts.number(tensor.maxRelError())));
                    table.print(out);
                    if (!result.skipped().isEmpty()) {
                        out.println("Not compared: " + String.join(", ", result.skipped()));
                    }
                    out.println(result.passed() ? "All within tolerance." : "Some differ too much.");
                },
                result.passed());
    }
}
