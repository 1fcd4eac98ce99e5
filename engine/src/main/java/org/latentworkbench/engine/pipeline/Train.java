package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.activation.ActivationInfo;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.Harvester;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.activation.ScaleEstimator;
import org.latentworkbench.engine.activation.ScaleRule;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.training.RunPlan;
import org.latentworkbench.engine.training.StoredRun;
import org.latentworkbench.engine.training.Trainer;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.training.TrainingSource;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Trains an autoencoder.
 *
 * @param workspace where everything lies
 * @param name name of the autoencoder
 * @param source where the activations come from
 * @param config every setting
 * @param resume go on with a run that was stopped
 * @param device where the language model runs when activations are streamed
 */
public record Train(
        Workspace workspace,
        String name,
        ActivationSource source,
        TrainingConfig config,
        boolean resume,
        ComputeDevice device)
        implements Job<TrainingResult> {
    /**
     * Goes on with a run that was stopped, with the settings and the activations it began with.
     *
     * @throws BadInputException if there is no such run, or its file does not say where its activations came from
     */
    public static Train resumed(Workspace workspace, String name, ComputeDevice device) {
        Path folder = workspace.saeDir(name);
        if (!Files.isRegularFile(folder.resolve("run.json"))) {
            throw new BadInputException("There is no training run \"" + name + "\" in the workspace "
                    + workspace.directory() + " to go on with.");
        }
        StoredRun run = StoredRun.read(folder);
        return new Train(workspace, name, source(run, folder), run.config(), true, device);
    }

    /** Where the activations of a stored run came from. */
    private static ActivationSource source(StoredRun run, Path folder) {
        TrainingSource.Rows rows = run.rows()
                .orElseThrow(() -> new BadInputException(folder.resolve("run.json")
                        + " does not say where the activations of the run came from. Resume it on the command line with"
                        + " --activations, or with --model, --corpus and --hook."));
        return rows.cache()
                .<ActivationSource>map(ActivationSource.Cache::new)
                .orElseGet(
                        () -> new ActivationSource.Streaming(run.model(), run.corpus(), HookPoint.parse(run.hook())));
    }

    @Override
    public TrainingResult run(JobContext context) {
        workspace.requireWritable();
        Path target = workspace.saeDir(name);
        return switch (source) {
            case ActivationSource.Cache cache -> fromCache(target, cache, context);
            case ActivationSource.Streaming streaming -> fromModel(target, streaming, context);
        };
    }

    private TrainingResult fromCache(Path target, ActivationSource.Cache from, JobContext context) {
        Path folder = workspace.require(Section.ACTIVATIONS, from.name());
        try (ActivationCache cache = ActivationCache.open(folder)) {
            ActivationInfo info = cache.info();
            long cut = HeldOutSplit.cut(info.rows());
            var described = new TrainingSource(
                    name,
                    info.model(),
                    info.corpus(),
                    info.hook().toString(),
                    info.bos(),
                    info.contextLength(),
                    Map.of("corpus", info.corpusSha256()),
                    Optional.of(new TrainingSource.Rows(Optional.of(from.name()), cut, info.rows())));
            try (ActivationStream rows = cache.stream(config.seed(), 0, cut);
                    ActivationStream heldOut =
                            cut < info.rows() ? cache.stream(config.seed(), cut, info.rows()) : null) {
                return trainer()
                        .run(RunPlan.of(described, config, target, resume), rows, heldOut, info.scale(), context);
            }
        }
    }

    private TrainingResult fromModel(Path target, ActivationSource.Streaming from, JobContext context) {
        Path modelFolder = workspace.require(Section.MODELS, from.model());
        Path corpusFolder = workspace.require(Section.CORPORA, from.corpus());
        try (TokenCorpus corpus = TokenCorpus.open(corpusFolder);
                LanguageModel model = LanguageModel.load(modelFolder, device)) {
            int contexts = corpus.contextCount();
            int cut = Math.toIntExact(HeldOutSplit.cut(contexts));
            InputScale scale = scale(model, corpus, from.hook(), cut, context);
            var described = new TrainingSource(
                    name,
                    from.model(),
                    from.corpus(),
                    from.hook().toString(),
                    corpus.info().bos(),
                    corpus.info().contextLength(),
                    Map.of("corpus", corpus.info().sha256()),
                    Optional.of(new TrainingSource.Rows(Optional.empty(), cut, contexts)));
            context.message("training");
            try (ActivationStream rows = stream(model, corpus, from.hook(), 0, cut);
                    ActivationStream heldOut =
                            cut < contexts ? stream(model, corpus, from.hook(), cut, contexts) : null) {
                return trainer().run(RunPlan.of(described, config, target, resume), rows, heldOut, scale, context);
            }
        }
    }

    /** The scale is a function of model, data and seed, so a resumed run finds the same one. */
    private InputScale scale(LanguageModel model, TokenCorpus corpus, HookPoint hook, int cut, JobContext context) {
        context.message("estimating the scale");
        try (ActivationStream sample = stream(model, corpus, hook, 0, cut)) {
            return ScaleEstimator.estimate(sample, ScaleRule.UNIT_MS, false, context);
        }
    }

    private ActivationStream stream(LanguageModel model, TokenCorpus corpus, HookPoint hook, int first, int end) {
        return Harvester.streaming(model, corpus, hook, config.seed(), Harvester.DEFAULT_BUFFER_ROWS, first, end);
    }

    private static Trainer trainer() {
        return new Trainer(ComputeDevice.cpuThreads());
    }
}
