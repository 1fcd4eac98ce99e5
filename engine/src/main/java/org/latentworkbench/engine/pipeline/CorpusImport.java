package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
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
import tools.jackson.databind.JsonNode;

/**
 * Turns text files into a token corpus.
 *
 * @param workspace where it goes
 * @param paths {@code .txt} and {@code .jsonl} files and folders of them
 * @param model name of the model whose tokenizer is used
 * @param name the corpus's name in the workspace
 * @param contextLength tokens of a full context
 * @param textField field of a JSON line that holds the text
 * @param bos whether models see BOS before each context; empty for the convention of the model's tokenizer
 */
public record CorpusImport(
        Workspace workspace,
        List<Path> paths,
        String model,
        String name,
        int contextLength,
        String textField,
        Optional<BosRule> bos)
        implements Job<CorpusInfo> {
    /** By the convention of the model's tokenizer. */
    public CorpusImport(
            Workspace workspace, List<Path> paths, String model, String name, int contextLength, String textField) {
        this(workspace, paths, model, name, contextLength, textField, Optional.empty());
    }

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
        BosRule usual = bosRule(modelFolder);
        context.message("reading text");
        try (var documents = Documents.read(paths, textField)) {
            return CorpusWriter.write(
                    target,
                    name,
                    documents,
                    modelFolder,
                    new CorpusOptions(contextLength, bos.orElse(usual), source(paths)),
                    context);
        }
    }

    /** Where texts come from, for people. */
    static String source(List<Path> paths) {
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", "));
    }

    /**
     * Whether a model sees BOS before a context unless told otherwise: by its tokenizer's convention, if it knows a BOS.
     *
     * @throws BadInputException if the tokenizer has ids that the model does not know
     */
    static BosRule bosRule(Path modelFolder) {
        Tokenizer tokenizer = Tokenizer.load(modelFolder);
        JsonNode config = Manifest.readTree(modelFolder.resolve(Section.MODELS.manifest()));
        int ids = config.path("vocab_size").asInt(Integer.MAX_VALUE);
        if (tokenizer.vocabulary().size() > ids) {
            throw new BadInputException(modelFolder + ": the tokenizer has "
                    + tokenizer.vocabulary().size() + " ids but config.json says vocab_size " + ids
                    + ". Use the tokenizer that came with the model.");
        }
        return config.path("bos_token_id").isNumber() ? tokenizer.bosRule() : BosRule.NONE;
    }
}
