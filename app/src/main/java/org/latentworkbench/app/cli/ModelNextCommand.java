package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.List;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.TokenScore;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What comes next. */
@picocli.CommandLine.Command(
        name = "next",
        description = "Show the likeliest tokens after a text, with latents changed if asked for.",
        footer = {
            "",
            "Examples:",
            "  workbench model next stories --prompt 'Once upon a'",
            "  workbench model next stories --prompt 'Once upon a' --clamp demo:165=5"
        })
final class ModelNextCommand extends Command {
    @Parameters(paramLabel = "NAME|DIR", description = "The model or its folder.")
    String name = "";

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The text; may be empty if the model has a beginning token.")
    String prompt = "";

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Tokens at most (default: ${DEFAULT-VALUE}).")
    int limit = 10;

    @Mixin
    EditOptions changes = new EditOptions();

    ModelNextCommand(Program program) {
        super(program);
    }

    private record Next(int id, String token, float probability) {}

    private record Result(String model, String prompt, List<Next> next) {}

    @Override
    Answer answer() {
        Path folder = Arguments.modelFolder(this, name);
        try (LanguageModel model = LanguageModel.load(folder, common.computeDevice())) {
            int[] start = Prompts.encode(model, name, prompt);
            List<TokenScore> scores = edited(changes, edits -> model.nextTokens(start, limit, edits));
            List<Next> next = scores.stream()
                    .map(score ->
                            new Next(score.id(), model.tokenizer().vocabulary().text(score.id()), score.score()))
                    .toList();
            return Answer.of(new Result(name, prompt, next), out -> {
                var table = new Table("token", "probability");
                next.forEach(row -> table.row(Texts.tokens(List.of(row.token())), Texts.percent(row.probability())));
                table.print(out);
            });
        }
    }
}
