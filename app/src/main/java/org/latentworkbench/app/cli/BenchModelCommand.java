package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.ModelBench;
import picocli.CommandLine.Option;

/** Times a forward pass. */
@picocli.CommandLine.Command(
        name = "lm",
        description = "Time a model's forward pass against the bare dense products it contains.",
        footer = {"", "Example:", "  workbench bench lm --batch 32 --length 128 --json"})
final class BenchModelCommand extends Command {
    @Nullable
    @Option(
            names = "--model",
            paramLabel = "M",
            description = "A model or its folder; one of GPT-2's smallest size with random weights by default.")
    String model;

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
        Optional<Path> folder = optional(model).map(name -> Arguments.modelFolder(this, name));
        ModelBench.Result result = run(new ModelBench(folder, batch, length, rounds, common.computeDevice()));
        return Answer.of(
                result,
                out -> out.println(Texts.number(result.tokensPerSecond()) + " tokens/s, "
                        + Texts.fixed(1000 * result.totalSeconds(), 1) + " ms a pass, "
                        + Texts.fixed(result.overhead(), 2) + " times its dense products alone ("
                        + Texts.fixed(1000 * result.productSeconds(), 1) + " ms); memory "
                        + result.residentMib().stream().map(String::valueOf).collect(Collectors.joining(", "))
                        + " MiB after the first pass and each quarter of the others"));
    }
}
