package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.Harvester;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleEstimator;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.training.TrainingSource;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** The opened activations of training runs: rows to train on, rows to measure on, and their scale. */
final class TrainingRows implements AutoCloseable {
    private final TrainingSource unnamed;
    private final ActivationStream rows;
    private final @Nullable ActivationStream heldOut;
    private final InputScale scale;
    private final Runnable closing;

    private TrainingRows(
            TrainingSource unnamed,
            ActivationStream rows,
            @Nullable ActivationStream heldOut,
            InputScale scale,
            Runnable closing) {
        this.unnamed = unnamed;
        this.rows = rows;
        this.heldOut = heldOut;
        this.scale = scale;
        this.closing = closing;
    }

    /**
     * Opens activations.
     *
     * @param seed of their order
     * @param known their scale, where it was estimated before
     * @param device where the language model runs, if one does
     */
    static TrainingRows open(
            Workspace workspace,
            ActivationSource source,
            long seed,
            Optional<InputScale> known,
            ComputeDevice device,
            JobContext context) {
        return switch (source) {
            case ActivationSource.Cache cache -> fromCache(workspace, cache, seed, known);
            case ActivationSource.Streaming streaming -> fromModel(workspace, streaming, seed, known, device, context);
        };
    }

    private static TrainingRows fromCache(
            Workspace workspace, ActivationSource.Cache from, long seed, Optional<InputScale> known) {
        ActivationCache cache = ActivationCache.open(workspace.require(Section.ACTIVATIONS, from.name()));
        ActivationInfo info = cache.info();
        long cut = HeldOutSplit.cut(info.rows());
        var described = new TrainingSource(
                "",
                info.model(),
                info.corpus(),
                info.hook().toString(),
                info.bos(),
                info.contextLength(),
                Map.of("corpus", info.corpusSha256()),
                Optional.of(new TrainingSource.Rows(Optional.of(from.name()), cut, info.rows(), seed)));
        return new TrainingRows(
                described,
                cache.stream(seed, 0, cut),
                cut < info.rows() ? cache.stream(seed, cut, info.rows()) : null,
                known.orElse(info.scale()),
                cache::close);
    }

    private static TrainingRows fromModel(
            Workspace workspace,
            ActivationSource.Streaming from,
            long seed,
            Optional<InputScale> known,
            ComputeDevice device,
            JobContext context) {
        Path modelFolder = workspace.require(Section.MODELS, from.model());
        TokenCorpus corpus = TokenCorpus.open(workspace.require(Section.CORPORA, from.corpus()));
        LanguageModel model = null;
        try {
            model = LanguageModel.load(modelFolder, device);
            LanguageModel loaded = model;
            int contexts = corpus.contextCount();
            int cut = Math.toIntExact(HeldOutSplit.cut(contexts));
            InputScale scale = known.orElseGet(() -> scale(stream(loaded, corpus, from.hook(), seed, 0, cut), context));
            var described = new TrainingSource(
                    "",
                    from.model(),
                    from.corpus(),
                    from.hook().toString(),
                    corpus.info().bos(),
                    corpus.info().contextLength(),
                    Map.of("corpus", corpus.info().sha256()),
                    Optional.of(new TrainingSource.Rows(Optional.empty(), cut, contexts, seed)));
            return new TrainingRows(
                    described,
                    stream(model, corpus, from.hook(), seed, 0, cut),
                    cut < contexts ? stream(model, corpus, from.hook(), seed, cut, contexts) : null,
                    scale,
                    () -> {
                        loaded.close();
                        corpus.close();
                    });
        } catch (RuntimeException e) {
            if (model != null) {
                model.close();
            }
            corpus.close();
            throw e;
        }
    }

    private static InputScale scale(ActivationStream sample, JobContext context) {
        context.message("estimating the scale");
        try (sample) {
            return ScaleEstimator.estimate(sample, ScaleRule.UNIT_MS, false, context);
        }
    }

    private static ActivationStream stream(
            LanguageModel model, TokenCorpus corpus, HookPoint hook, long seed, int first, int end) {
        return Harvester.streaming(model, corpus, hook, seed, Harvester.DEFAULT_BUFFER_ROWS, first, end);
    }

    /** What the run of a name is trained on. */
    TrainingSource source(String name) {
        return new TrainingSource(
                name,
                unnamed.model(),
                unnamed.corpus(),
                unnamed.hook(),
                unnamed.bos(),
                unnamed.contextLength(),
                unnamed.hashes(),
                unnamed.rows());
    }

    /** Refuses data that are not those a run was trained on. */
    void requireHashes(Map<String, String> hashes) {
        hashes.forEach((data, expected) -> {
            String found = unnamed.hashes().getOrDefault(data, "");
            if (!found.equals(expected)) {
                throw new BadInputException("The " + data + " \"" + unnamed.corpus()
                        + "\" is not the one the run was trained on: its SHA-256 begins with " + start(found)
                        + ", that of the run with " + start(expected) + ". Import the same text again.");
            }
        });
    }

    private static String start(String hash) {
        return hash.substring(0, Math.min(12, hash.length()));
    }

    /** Rows to train on. */
    ActivationStream rows() {
        return rows;
    }

    /** Rows to measure on; absent where there are too few to hold any out. */
    @Nullable
    ActivationStream heldOut() {
        return heldOut;
    }

    InputScale scale() {
        return scale;
    }

    @Override
    public void close() {
        rows.close();
        if (heldOut != null) {
            heldOut.close();
        }
        closing.run();
    }
}
