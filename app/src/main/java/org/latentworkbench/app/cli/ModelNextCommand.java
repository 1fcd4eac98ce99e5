package org.latentworkbench.app.cli;

import java.util.List;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import picocli.CommandLine.Option;

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
final class ModelNextCommand extends PromptCommand {
    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "10",
            description = "Tokens at most (default: ${DEFAULT-VALUE}).")
    int limit = 10;

    ModelNextCommand(Program program) {
        super(program);
    }

    private record Next(int id, String token, float probability) {}

    private record Result(String model, String prompt, List<Next> next) {}

    @Override
    Answer answer(LanguageModel model, int[] start, List<Intervention> edits) {
        List<Next> next = model.nextTokens(start, limit, edits).stream()
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
