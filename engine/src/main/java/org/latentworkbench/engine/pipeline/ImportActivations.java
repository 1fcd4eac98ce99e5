package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.latentworkbench.engine.activation.ActivationImporter;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.activation.ImportOptions;
import org.latentworkbench.engine.activation.ImportPlan;
import org.latentworkbench.engine.activation.ImportedRows;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.ModelConfig;
import org.latentworkbench.engine.text.CorpusInfo;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.Tokenizer;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Takes over activations that were harvested elsewhere. Where their token ids and a tokenizer are known, a corpus of the
 * same name is made of them, so that an index can show contexts.
 *
 * @param workspace where they go
 * @param paths npy, npz, safetensors and raw files and folders of them
 * @param options what the person says about them
 * @param tokenizer a tokenizer; that of the model of that name in the workspace by default
 */
public record ImportActivations(Workspace workspace, List<Path> paths, ImportOptions options, Optional<Path> tokenizer)
        implements Job<ImportActivations.Result> {
    /**
     * What was taken over.
     *
     * @param info the cache
     * @param corpus the corpus of its tokens; empty if they or their tokenizer are not known
     * @param hasTokens whether the files hold token ids
     * @param dropped rows of BOS that were left out
     */
    public record Result(ActivationInfo info, Optional<CorpusInfo> corpus, boolean hasTokens, long dropped) {}

    /** Copies the list. */
    public ImportActivations {
        paths = List.copyOf(paths);
        if (paths.isEmpty()) {
            throw new BadInputException("Name at least one file or folder of activations.");
        }
    }

    @Override
    public Result run(JobContext context) {
        Path target = NewThing.folder(workspace, Section.ACTIVATIONS, options.name());
        context.message("reading files");
        try (ImportedRows rows = ImportedRows.open(paths, options)) {
            Optional<Path> words = tokenizer.or(() -> ImportPlan.model(rows, options)
                    .filter(workspace.models()::contains)
                    .map(workspace::modelDir));
            OptionalInt begin =
                    words.map(path -> Tokenizer.load(path).beginToken()).orElse(OptionalInt.empty());
            ImportPlan plan = ImportPlan.of(rows, options, begin);
            requirePlace(plan, rows.width());
            boolean readable = rows.tokens().isPresent() && words.isPresent();
            return readable
                    ? withTokens(target, rows, plan, words.get(), context)
                    : new Result(
                            write(target, rows, plan, Optional.empty(), context),
                            Optional.empty(),
                            rows.tokens().isPresent(),
                            plan.dropped());
        }
    }

    /** What is known of the model must fit: an autoencoder of other activations would fail only when it is to read the model. */
    private void requirePlace(ImportPlan plan, int found) {
        if (!workspace.models().contains(plan.model())) {
            return;
        }
        ModelConfig config = ModelConfig.read(workspace.modelDir(plan.model()));
        HookPoint hook = plan.hook();
        if (hook.layer() >= config.layers()) {
            throw new BadInputException("The model \"" + plan.model() + "\" has layers 0 to " + (config.layers() - 1)
                    + ", so these activations cannot be those of its " + hook + ".");
        }
        if (config.width(hook) != found) {
            throw new BadInputException("These activations have " + found + " dimensions, but " + hook
                    + " of the model \"" + plan.model() + "\" has " + config.width(hook)
                    + ". Name the model and the hook point they were taken from.");
        }
    }

    private Result withTokens(Path target, ImportedRows rows, ImportPlan plan, Path words, JobContext context) {
        Path folder = NewThing.folder(workspace, Section.CORPORA, options.name());
        CorpusInfo made = CorpusWriter.writeTokens(
                folder,
                options.name(),
                plan.documents(rows.tokens().orElseThrow()),
                words,
                new CorpusOptions(plan.contextLength(), plan.bos(), "token ids of " + source()),
                context);
        boolean written = false;
        try (TokenCorpus corpus = TokenCorpus.open(folder)) {
            ActivationInfo info = write(target, rows, plan, Optional.of(corpus), context);
            written = true;
            return new Result(info, Optional.of(made), true, plan.dropped());
        } finally {
            if (!written) {
                AtomicFile.deleteQuietly(folder);
            }
        }
    }

    private ActivationInfo write(
            Path target, ImportedRows rows, ImportPlan plan, Optional<TokenCorpus> corpus, JobContext context) {
        return ActivationImporter.write(target, rows, plan, options, source(), corpus, context);
    }

    private String source() {
        return paths.stream()
                .map(path -> path.toAbsolutePath().normalize().toString())
                .collect(Collectors.joining(", "));
    }
}
