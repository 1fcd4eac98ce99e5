package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Turns text files into a token corpus.
 *
 * @param workspace where it goes
 * @param paths {@code .txt} and {@code .jsonl} files and folders of them
 * @param model name of the model whose tokenizer is used
 * @param name the corpus's name in the workspace
 * @param contextLength tokens of a full context
 * @param textField field of a JSON line that holds the text
 */
public record CorpusImport(
        Workspace workspace, List<Path> paths, String model, String name, int contextLength, String textField)
        implements Job<CorpusInfo> {
    /** Copies the list. */
    public CorpusImport {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new BadInputException("Name at least one text file or folder.");
        }
    }

    @Override
    public CorpusInfo run(JobContext context) {
        Path target = NewThing.folder(workspace, Section.CORPORA, name);
        Path modelFolder = workspace.require(Section.MODELS, model);
        context.message("reading text");
        String source = paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", "));
        try (var documents = Documents.read(paths, textField)) {
            return CorpusWriter.write(
                    target,
                    name,
                    documents,
                    modelFolder,
                    new CorpusOptions(contextLength, bosRule(modelFolder), source),
                    context);
        }
    }

    /** Models see the beginning token before each context if their tokenizer has one. */
    static BosRule bosRule(Path modelFolder) {
        return Tokenizer.load(modelFolder).beginToken().isPresent() ? BosRule.EACH_CONTEXT : BosRule.NONE;
    }
}
