package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.pipeline.LatentEdit;
import org.latentworkbench.engine.pipeline.LatentEdits;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What commands share that run a model on a prompt, with latents changed if asked for. */
abstract class PromptCommand extends Command {
    @Parameters(paramLabel = "NAME|DIR", description = "The model or its folder.")
    String name = "";

    @Option(
            names = "--prompt",
            paramLabel = "TEXT",
            defaultValue = "",
            description = "The text; may be empty if the model has a beginning token.")
    String prompt = "";

    @Mixin
    EditOptions changes = new EditOptions();

    @Mixin
    PrecisionOption precision = new PrecisionOption();

    PromptCommand(Program program) {
        super(program);
    }

    /**
     * Runs the model.
     *
     * @param start the prompt's tokens behind the beginning token, if the model has one; not empty
     * @param edits the changes
     */
    abstract Answer answer(LanguageModel model, int[] start, List<Intervention> edits);

    @Override
    final Answer answer() {
        List<LatentEdit> edits = changes.edits();
        Path folder = Arguments.modelFolder(this, name);
        try (LanguageModel model = LanguageModel.load(folder, common.computeDevice(), precision.chosen())) {
            int[] start = start(model);
            if (edits.isEmpty()) {
                return answer(model, start, List.of());
            }
            try (Workspace workspace = existingWorkspace();
                    LatentEdits opened = LatentEdits.open(workspace, edits)) {
                return answer(model, start, opened.interventions());
            }
        }
    }

    private int[] start(LanguageModel model) {
        IntStream begin = model.tokenizer().beginToken().stream();
        int[] start = IntStream.concat(begin, Arrays.stream(model.tokenizer().encode(prompt)))
                .toArray();
        if (start.length == 0) {
            throw new BadInputException(
                    "The prompt is empty and the model \"" + name + "\" has no beginning token. Give a --prompt.");
        }
        return start;
    }
}
