package org.latentworkbench.app.cli;

import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Generates stories. */
@picocli.CommandLine.Command(
        name = "story",
        description = "Generate small children's stories whose ground-truth concepts are known for every token.",
        footer = {"", "Example:", "  workbench corpus story --documents 2000 --model stories --name tales"})
final class CorpusStoryCommand extends Command {
    @Option(names = "--documents", required = true, paramLabel = "N", description = "Number of stories.")
    int documents;

    @Option(
            names = "--model",
            paramLabel = "M",
            defaultValue = org.latentworkbench.engine.lm.BuiltInModel.NAME,
            description = "The model whose tokenizer is used (default: ${DEFAULT-VALUE}).")
    String model = org.latentworkbench.engine.lm.BuiltInModel.NAME;

    @Nullable
    @Option(names = "--name", paramLabel = "NAME", description = "Its name; \"stories-SEED\" by default.")
    String name;

    @Option(
            names = "--context",
            paramLabel = "N",
            defaultValue = "" + CorpusOptions.DEFAULT_CONTEXT_LENGTH,
            description = "Tokens per context (default: ${DEFAULT-VALUE}).")
    int context = CorpusOptions.DEFAULT_CONTEXT_LENGTH;

    CorpusStoryCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = workspace()) {
            String modelName = Arguments.model(this, workspace, model);
            String chosen = optional(name).orElse("stories-" + common.seed);
            CorpusInfo info = run(new StoryCorpus(workspace, modelName, chosen, documents, context, common.seed));
            return CorpusInfoCommand.answer(info);
        }
    }
}
