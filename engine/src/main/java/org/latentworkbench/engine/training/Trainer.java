package org.latentworkbench.engine.training;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeFolder;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;

/**
 * Trains a sparse autoencoder and leaves its folder behind. On the CPU a run is exact: the same settings, data and processor
 * type give the same parameters bit for bit, also if the run was stopped or killed and resumed in between.
 */
public final class Trainer {
    private static final long MOST_HELD_OUT_ROWS = 1 << 17;

    private final TrainingSource source;
    private final int threads;

    /**
     * A trainer on all processors.
     *
     * @param source where the activations come from
     */
    public Trainer(TrainingSource source) {
        this(source, Runtime.getRuntime().availableProcessors());
    }

    /**
     * A trainer on some threads; their number does not change the result.
     *
     * @param source where the activations come from
     * @param threads threads that compute, ≥ 1
     */
    public Trainer(TrainingSource source, int threads) {
        this.source = source;
        this.threads = threads;
    }

    /** As the other {@code run}, measured at the end on the rows of the stream that follow the training rows. */
    public TrainingResult run(
            TrainingConfig config,
            ActivationStream stream,
            InputScale scale,
            Path directory,
            boolean resume,
            JobContext context) {
        return run(config, stream, null, scale, directory, resume, context);
    }

    /**
     * Trains, or goes on from the newest whole checkpoint.
     *
     * @param config every setting
     * @param stream raw activations to train on; left open
     * @param heldOut raw activations to measure on, one epoch or 131,072 rows; left open. Without it, the rows of
     *     {@code stream} that follow the training rows are measured: new ones as long as the run is shorter than an epoch
     * @param scale normalisation of the input
     * @param directory folder of the autoencoder: gets {@code cfg.json}, {@code sae_weights.safetensors},
     *     {@code workbench.json}, {@code run.json}, {@code log.jsonl} and {@code checkpoints/}
     * @param resume whether to go on where an earlier run of the same settings stopped
     * @param context progress (steps), metrics (loss, fvu, l0, dead, tokens/s) and cancellation
     * @throws BadInputException if the folder holds a run already and {@code resume} is false, if it holds one of other
     *     settings and {@code resume} is true, or if the data is not finite
     * @throws CancelledException when stopped; a checkpoint of the last step is there
     */
    public TrainingResult run(
            TrainingConfig config,
            ActivationStream stream,
            @Nullable ActivationStream heldOut,
            InputScale scale,
            Path directory,
            boolean resume,
            JobContext context) {
        checkWidths(stream, heldOut, scale);
        Blas blas = Blas.load();
        long window = deadWindow(config, stream);
        RunFile runFile = new RunFile(directory, config, source, scale, window, blas.describe(), threads);
        checkFolder(runFile, directory, resume);
        Checkpoints checkpoints = new Checkpoints(directory);
        RunLog log = new RunLog(directory);
        try (ComputePool pool = new ComputePool(threads);
                TrainingState state =
                        new TrainingState(config.width(), stream.width(), ThresholdEstimate.forRun(config.steps()));
                StepLane lane = new CpuLane(config, state, scale, window, blas, pool)) {
            Optional<Checkpoints.Position> position = resume ? checkpoints.restoreNewest(state) : Optional.empty();
            stream.skipTo(position.map(Checkpoints.Position::rowsServed).orElse(0L));
            runFile.write("running", Map.of());
            log.truncateAfter(state.step());
            TrainingRun run = new TrainingRun(
                    config,
                    stream,
                    state,
                    lane,
                    log,
                    checkpoints,
                    position.map(Checkpoints.Position::seconds).orElse(0.0),
                    context);
            context.message("training");
            try {
                run.train(config.seed(), scale);
            } catch (CancelledException e) {
                runFile.write("stopped", Map.of("step", state.step()));
                throw e;
            }
            lane.writeBack();
            save(config, state, scale, window, directory);
            context.message("measuring");
            TrainingResult result = measure(config, run, state, stream, heldOut, directory, context);
            runFile.write("finished", numbers(result, run));
            return result;
        }
    }

    private static void checkWidths(ActivationStream stream, @Nullable ActivationStream heldOut, InputScale scale) {
        if (scale.shift().length != stream.width()) {
            throw new BadInputException("The input scale has a shift of " + scale.shift().length
                    + " dimensions but the activations have " + stream.width() + ".");
        }
        if (heldOut != null && heldOut.width() != stream.width()) {
            throw new BadInputException("The held-out activations have " + heldOut.width()
                    + " dimensions but the training activations have " + stream.width() + ".");
        }
    }

    private static long deadWindow(TrainingConfig config, ActivationStream stream) {
        long given = config.auxiliary().windowTokens();
        return given > 0 ? given : DeadLatents.defaultWindow(stream.rowsPerEpoch(), config.steps() * config.batch());
    }

    private static void checkFolder(RunFile runFile, Path directory, boolean resume) {
        if (!runFile.exists()) {
            return;
        }
        if (!resume) {
            throw new BadInputException(
                    directory + " already holds a training run. Resume it, or choose another name for the new one.");
        }
        runFile.checkSameRun();
    }

    private void save(TrainingConfig config, TrainingState state, InputScale scale, long window, Path directory) {
        SaeInfo info = new SaeInfo(
                source.name(),
                config.kind(),
                state.width(),
                state.latents(),
                source.model(),
                source.corpus(),
                source.hook(),
                source.bos(),
                source.contextLength(),
                scale);
        Map<String, Object> training = new LinkedHashMap<>(RunFile.settings(config, window));
        training.put("tokens", config.steps() * config.batch());
        SaeFolder.write(directory, info, state.weights(), state.threshold().inferenceThreshold(), training);
    }

    private static TrainingResult measure(
            TrainingConfig config,
            TrainingRun run,
            TrainingState state,
            ActivationStream stream,
            @Nullable ActivationStream heldOut,
            Path directory,
            JobContext context) {
        double tokensPerSecond = run.tokensPerSecond();
        ActivationStream unseen = heldOut == null ? stream : heldOut;
        long rows = Math.clamp(unseen.rowsPerEpoch(), 1, MOST_HELD_OUT_ROWS);
        try (Sae sae = Sae.load(directory)) {
            HeldOut measured = HeldOut.measure(sae, unseen, rows, context);
            return new TrainingResult(
                    state.step(),
                    state.step() * config.batch(),
                    measured.fvu(),
                    measured.l0(),
                    measured.deadFraction(),
                    tokensPerSecond,
                    ParameterHash.of(state.weights()));
        }
    }

    private static Map<String, Object> numbers(TrainingResult result, TrainingRun run) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("steps", result.steps());
        numbers.put("tokens", result.tokens());
        numbers.put("fvu", result.fvu());
        numbers.put("fvuDefinition", "sum of squared errors over sum of squared distances to the mean, held-out rows");
        numbers.put("l0", result.l0());
        numbers.put("deadFraction", result.deadFraction());
        numbers.put("tokensPerSecond", result.tokensPerSecond());
        numbers.put("seconds", run.seconds());
        numbers.put("parametersSha256", result.parametersSha256());
        return numbers;
    }
}
