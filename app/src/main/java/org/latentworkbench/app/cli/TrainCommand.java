package org.latentworkbench.app.cli;

import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Trains an autoencoder. */
@picocli.CommandLine.Command(
        name = "train",
        description = "Train a sparse autoencoder on cached activations, or on activations straight from a model.",
        footer = {
            "",
            "Examples:",
            "  workbench train --activations acts --kind matryoshka --width 1024 --k 24 --prefixes 64,256,1024",
            "  workbench train --model stories --corpus demo --hook resid_post.2 --kind topk --width 512 --k 16",
            "  workbench train --name my-sae --resume"
        })
final class TrainCommand extends Command {
    private static final long DEFAULT_TOKENS = 4_000_000;

    /** Without any of these, a resumed run goes on with what it began with. */
    private static final List<String> BEGINNING = List.of(
            "--activations",
            "--model",
            "--corpus",
            "--hook",
            "--kind",
            "--width",
            "--k",
            "--prefixes",
            "--tokens",
            "--steps",
            "--batch",
            "--learning-rate",
            "--checkpoint-every",
            "--seed");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Nullable
    @Option(names = "--activations", paramLabel = "A", description = "An activation cache.")
    String activations;

    @Nullable
    @Option(names = "--model", paramLabel = "M", description = "Instead of a cache: the model, a name or a folder.")
    String model;

    @Nullable
    @Option(names = "--corpus", paramLabel = "C", description = "With --model: the corpus, a name or a file.")
    String corpus;

    @Nullable
    @Option(names = "--hook", paramLabel = "H", description = "With --model: where in it, such as resid_post.2.")
    String hook;

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            defaultValue = "matryoshka",
            description = "topk, batchtopk or matryoshka (default: ${DEFAULT-VALUE}).")
    String kind = "matryoshka";

    @Option(names = "--width", paramLabel = "N", description = "Number of latents; needed for a new run.")
    int width;

    @Option(names = "--k", paramLabel = "K", description = "Active latents per token; needed for a new run.")
    int k;

    @Option(
            names = "--prefixes",
            split = ",",
            paramLabel = "N",
            description = "Widths of the nested dictionaries of a matryoshka, the last one the width; by default a"
                    + " sixteenth, a quarter and all.")
    List<Integer> prefixes = List.of();

    @Nullable
    @Option(
            names = "--tokens",
            paramLabel = "N",
            description = "Tokens to train on, over all epochs; 4 million by default.")
    Long tokens;

    @Nullable
    @Option(names = "--steps", paramLabel = "N", description = "Instead of --tokens: steps.")
    Long steps;

    @Option(
            names = "--batch",
            paramLabel = "N",
            defaultValue = "2048",
            description = "Tokens per step (default: ${DEFAULT-VALUE}).")
    int batch = 2048;

    @Nullable
    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            description = "Peak learning rate; chosen by width by default.")
    Double learningRate;

    @Nullable
    @Option(names = "--checkpoint-every", paramLabel = "N", description = "Steps between checkpoints.")
    Long checkpointEvery;

    @Nullable
    @Option(names = "--name", paramLabel = "S", description = "Name of the autoencoder; KIND-WIDTH by default.")
    String name;

    @Option(
            names = "--resume",
            description =
                    "Go on with the run --name that was stopped; it knows its settings and activations. Where they are"
                            + " given again they must be the same.")
    boolean resume;

    TrainCommand(Program program) {
        super(program);
    }

    private record Result(
            String sae,
            long steps,
            long tokens,
            double fvu,
            double l0,
            double deadFraction,
            double tokensPerSecond,
            String parametersSha256) {}

    @Override
    Answer answer() {
        boolean asItBegan = resume && BEGINNING.stream().noneMatch(this::isGiven);
        if (!asItBegan && !(isGiven("--width") && isGiven("--k"))) {
            throw new ParameterException(
                    spec.commandLine(),
                    resume
                            ? "Give --resume and --name alone, or all settings of the run, --width and --k among them."
                            : "Missing required options: a new run needs --width and --k.");
        }
        if (asItBegan && name == null) {
            throw new ParameterException(spec.commandLine(), "Name the run to go on with: --name S --resume.");
        }
        String chosen = optional(name).orElse(kind + "-" + width);
        TrainingConfig config = asItBegan ? null : config();
        try (Workspace workspace = asItBegan ? existingWorkspace() : workspace()) {
            ComputeDevice device = common.computeDevice();
            Train job = config == null
                    ? Train.resumed(workspace, chosen, device)
                    : new Train(workspace, chosen, source(workspace), config, resume, device);
            TrainingResult result = train(job);
            return Answer.of(
                    new Result(
                            chosen,
                            result.steps(),
                            result.tokens(),
                            result.fvu(),
                            result.l0(),
                            result.deadFraction(),
                            result.tokensPerSecond(),
                            result.parametersSha256()),
                    out -> out.println("autoencoder " + chosen + ": FVU " + Texts.fixed(result.fvu(), 4) + " at L0 "
                            + Texts.fixed(result.l0(), 1) + ", " + Texts.percent(result.deadFraction())
                            + " dead, " + Texts.count(result.tokens()) + " tokens at "
                            + Texts.number(result.tokensPerSecond()) + " tokens/s"));
        }
    }

    private boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    private TrainingResult train(Train job) {
        try {
            return run(job);
        } catch (CancelledException e) {
            boolean canGoOn =
                    Files.isDirectory(job.workspace().saeDir(job.name()).resolve("checkpoints"));
            throw canGoOn
                    ? new CancelledException(
                            "Stopped. \"workbench train --name " + job.name() + " --resume\" goes on from here.", e)
                    : e;
        }
    }

    private ActivationSource source(Workspace workspace) {
        Optional<String> cache = optional(activations);
        if (cache.isPresent()) {
            if (model != null || corpus != null || hook != null) {
                throw new BadInputException("Give either --activations, or --model, --corpus and --hook.");
            }
            return new ActivationSource.Cache(cache.get());
        }
        String givenModel = model;
        String givenCorpus = corpus;
        String givenHook = hook;
        if (givenModel == null || givenCorpus == null || givenHook == null) {
            throw new BadInputException("Give either --activations, or all of --model, --corpus and --hook.");
        }
        HookPoint point = HookPoint.parse(givenHook);
        String modelName = Arguments.model(this, workspace, givenModel);
        return new ActivationSource.Streaming(
                modelName, Arguments.corpus(this, workspace, givenCorpus, modelName), point);
    }

    private TrainingConfig config() {
        if (tokens != null && steps != null) {
            throw new BadInputException("Give either --tokens or --steps.");
        }
        if (width < 1 || k < 1 || batch < 1) {
            throw new BadInputException("--width, --k and --batch must be at least 1; they are " + width + ", " + k
                    + " and " + batch + ".");
        }
        long chosenSteps =
                optional(steps).orElseGet(() -> Math.ceilDiv(optional(tokens).orElse(DEFAULT_TOKENS), (long) batch));
        TrainingConfig usual = TrainingConfig.defaults(saeKind(), width, batch, chosenSteps, common.seed);
        return usual.withLearningRate(optional(learningRate).orElse(usual.learningRate()))
                .withCheckpointEvery(optional(checkpointEvery).orElse(usual.checkpointEvery()));
    }

    private SaeKind saeKind() {
        if (!prefixes.isEmpty() && !kind.equals("matryoshka")) {
            throw new BadInputException("--prefixes belong to the kind matryoshka, not to " + kind + ".");
        }
        return switch (kind) {
            case "topk" -> new SaeKind.TopK(k);
            case "batchtopk" -> new SaeKind.BatchTopK(k);
            case "matryoshka" -> new SaeKind.Matryoshka(k, prefixes.isEmpty() ? usualPrefixes() : prefixes);
            case "gated", "relu", "jumprelu" ->
                throw new UnsupportedException("Autoencoders of kind " + kind
                        + " cannot be trained here yet; choose topk, batchtopk or matryoshka.");
            default ->
                throw new BadInputException("There is no kind \"" + kind + "\"; choose topk, batchtopk or matryoshka.");
        };
    }

    private List<Integer> usualPrefixes() {
        return width < 16 ? List.of(width) : List.of(width / 16, width / 4, width);
    }
}
