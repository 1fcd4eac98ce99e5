package org.latentworkbench.app.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.CorpusImport;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Imports text. */
@picocli.CommandLine.Command(
        name = "import",
        description = "Turn txt and jsonl files, or folders of them, into a token corpus.",
        footer = {
            "",
            "In a txt file, a line <|endoftext|> separates documents.",
            "",
            "Example:",
            "  workbench corpus import tinystories.txt --model stories --name tiny --context 128"
        })
final class CorpusImportCommand extends Command {
    @Parameters(arity = "1..*", paramLabel = "PATH", description = "Files and folders.")
    List<Path> paths = List.of();

    @Option(
            names = "--model",
            required = true,
            paramLabel = "M",
            description = "The model whose tokenizer is used: a name or a folder.")
    String model = "";

    @Nullable
    @Option(names = "--name", paramLabel = "NAME", description = "Its name; the first file's by default.")
    String name;

    @Option(
            names = "--context",
            paramLabel = "N",
            defaultValue = "" + CorpusOptions.DEFAULT_CONTEXT_LENGTH,
            description = "Tokens per context (default: ${DEFAULT-VALUE}).")
    int context = CorpusOptions.DEFAULT_CONTEXT_LENGTH;

    @Option(
            names = "--field",
            paramLabel = "FIELD",
            defaultValue = Documents.DEFAULT_FIELD,
            description = "Field of a JSON line that holds the text (default: ${DEFAULT-VALUE}).")
    String field = Documents.DEFAULT_FIELD;

    @Option(
            names = "--bos",
            paramLabel = "RULE",
            defaultValue = "auto",
            description =
                    "Whether the model sees its beginning token before each context: each-context, none, or auto for"
                            + " the convention of its tokenizer (default).")
    String bos = Arguments.AUTO;

    CorpusImportCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        Optional<BosRule> rule = Arguments.bosRule(bos);
        try (Workspace workspace = workspace()) {
            String modelName = Arguments.model(this, workspace, model);
            String chosen = optional(name).orElseGet(() -> Arguments.corpusName(paths.getFirst()));
            CorpusInfo info = run(new CorpusImport(workspace, paths, modelName, chosen, context, field, rule));
            return CorpusInfoCommand.answer(info);
        }
    }
}
