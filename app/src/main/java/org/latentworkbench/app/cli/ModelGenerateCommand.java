package org.latentworkbench.app.cli;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Continues a text. */
@picocli.CommandLine.Command(
        name = "generate",
        description = "Let a model continue a prompt.",
        footer = {"", "Example:", "  workbench model generate stories --prompt 'Once upon a time' --tokens 60"})
final class ModelGenerateCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The model.")
    String name = "";

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "What it continues; may be empty if the model has a beginning token.")
    String prompt = "";

    @Option(
            names = "--tokens",
            paramLabel = "N",
            defaultValue = "100",
            description = "New tokens at most (default: ${DEFAULT-VALUE}).")
    int tokens = 100;

    @Option(
            names = "--temperature",
            paramLabel = "X",
            defaultValue = "0",
            description = "0 takes the most likely token always (default).")
    double temperature;

    @Option(
            names = "--top-k",
            paramLabel = "K",
            defaultValue = "0",
            description = "Only the K most likely tokens; 0 for all (default).")
    int topK;

    @Option(
            names = "--top-p",
            paramLabel = "P",
            defaultValue = "1",
            description = "Only the most likely tokens with this probability together; 1 for all (default).")
    double topP = 1;

    ModelGenerateCommand(Program program) {
        super(program);
    }

    private record Result(String model, String prompt, String text, int[] tokens) {}

    @Override
    Answer answer() {
        var options = new GenerationOptions(tokens, temperature, topK, topP, common.seed);
        try (Workspace workspace = existingWorkspace();
                LanguageModel model =
                        LanguageModel.load(workspace.require(Section.MODELS, name), common.computeDevice())) {
            IntStream begin = model.tokenizer().beginToken().stream();
            int[] start = IntStream.concat(
                            begin, Arrays.stream(model.tokenizer().encode(prompt)))
                    .toArray();
            if (start.length == 0) {
                throw new BadInputException(
                        "The prompt is empty and the model \"" + name + "\" has no beginning token. Give a --prompt.");
            }
            int[] continued = model.generate(start, options);
            String text = model.tokenizer().decode(continued);
            return Answer.of(new Result(name, prompt, text, continued), out -> out.println(prompt + text));
        }
    }
}
