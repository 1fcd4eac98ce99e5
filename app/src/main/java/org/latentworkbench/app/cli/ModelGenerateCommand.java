package org.latentworkbench.app.cli;

import java.util.List;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import picocli.CommandLine.Option;

/** Continues a text. */
@picocli.CommandLine.Command(
        name = "generate",
        description = "Let a model continue a prompt, with latents changed if asked for.",
        footer = {
            "",
            "Examples:",
            "  workbench model generate stories --prompt 'Once upon a time' --tokens 60",
            "  workbench model generate stories --prompt 'Once upon a time' --clamp demo:165=5 --ablate demo:12"
        })
final class ModelGenerateCommand extends PromptCommand {
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
    Answer answer(LanguageModel model, int[] start, List<Intervention> edits) {
        var options = new GenerationOptions(tokens, temperature, topK, topP, common.seed);
        int[] continued = model.generate(start, options, edits);
        String text = model.tokenizer().decode(continued);
        return Answer.of(new Result(name, prompt, text, continued), out -> out.println(prompt + text));
    }
}
