package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Map;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.sae.SaeFolder;
import org.latentworkbench.engine.sae.SaeInfo;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * An autoencoder in training, in memory: parameters, moments, counters, and the lane that steps them. Knows nothing of
 * files and of where its rows come from. For one thread.
 */
public final class TrainingSession implements AutoCloseable {
    private final TrainingConfig config;
    private final InputScale scale;
    private final TrainingState state;
    private final StepLane lane;
    private final LearningRateSchedule schedule;
    private final long deadWindow;

    /**
     * A session before its first step.
     *
     * @param config every setting
     * @param scale normalisation of the input, from which {@link TrainingConfig#scale} makes that of the kind; its shift has the
     *     input's width
     * @param rowsPerEpoch rows of one pass over the data, for the window after which a latent is dead
     * @param pool threads that compute; stays the caller's, and their number does not change the result
     */
    public TrainingSession(TrainingConfig config, InputScale scale, long rowsPerEpoch, ComputePool pool) {
        this(config, scale, rowsPerEpoch, StopRule.USUAL_IMPROVEMENT, LaneChoice.CPU, Blas.load(), pool);
    }

    TrainingSession(
            TrainingConfig config,
            InputScale scale,
            long rowsPerEpoch,
            double improvement,
            LaneChoice choice,
            Blas blas,
            ComputePool pool) {
        this.config = config;
        this.scale = config.scale(scale);
        this.deadWindow = deadWindow(config, rowsPerEpoch);
        this.state = new TrainingState(config, scale.shift().length, FvuTrend.forRun(config.steps(), improvement));
        this.lane = choice.open(config, state, this.scale, deadWindow, blas, pool);
        this.schedule = LearningRateSchedule.of(config);
    }

    /** The window of silence, in tokens, that the settings and the data give. */
    static long deadWindow(TrainingConfig config, long rowsPerEpoch) {
        long given = config.auxiliary().windowTokens();
        return given > 0 ? given : DeadLatents.defaultWindow(rowsPerEpoch, config.steps() * config.batch());
    }

    /**
     * Takes one step; the first batch also sets the initial state.
     *
     * @param batch [B, d] raw activations
     * @param firstRow number of the first row in the stream, for messages
     * @return what was measured before the update
     * @throws BadInputException if a value is not finite, or the loss has diverged
     */
    public StepReport step(FloatMatrix batch, long firstRow) {
        if (state.step() == 0) {
            Initialisation.fill(state, config, batch, scale);
        }
        StepReport report = lane.step(batch, firstRow, schedule.at(state.step()));
        if (!Double.isFinite(report.loss())) {
            throw new BadInputException("The loss became " + report.loss() + " at step " + state.step()
                    + ". Train again with a lower learning rate than " + config.learningRate() + ".");
        }
        state.trend().add(state.step(), report);
        return report;
    }

    /** Every setting. */
    public TrainingConfig config() {
        return config;
    }

    /** Steps done. */
    public long steps() {
        return state.step();
    }

    /** Learning rate of the step that was done last; of the first before it. */
    public double learningRate() {
        return schedule.at(Math.max(0, state.step() - 1));
    }

    /** Mean FVU of the latest batches, before their updates; NaN before the first step. */
    public double fvu() {
        return state.trend().fvu();
    }

    /** Steps since the FVU last improved enough to go on for. */
    long stepsWithoutProgress() {
        return state.trend().stepsWithoutProgress(state.step());
    }

    /** The state, up to date. */
    TrainingState state() {
        lane.writeBack();
        return state;
    }

    long deadWindow() {
        return deadWindow;
    }

    /**
     * The autoencoder as it is now, for inference. A copy: later steps do not change it.
     *
     * @param source what it is trained on
     */
    public Sae autoencoder(TrainingSource source) {
        lane.writeBack();
        try (Arena arena = Arena.ofConfined()) {
            return Sae.trained(
                    info(source), state.result(arena), state.threshold().inferenceThreshold());
        }
    }

    /** Saves the autoencoder as it is now. */
    void save(TrainingSource source, Path directory, Map<String, Object> settings) {
        lane.writeBack();
        try (Arena arena = Arena.ofConfined()) {
            SaeFolder.write(
                    directory,
                    info(source),
                    state.result(arena),
                    state.threshold().inferenceThreshold(),
                    settings);
        }
    }

    /** Hash of the parameters as they would be saved now. */
    String parametersSha256() {
        lane.writeBack();
        try (Arena arena = Arena.ofConfined()) {
            return ParameterHash.of(state.result(arena));
        }
    }

    private SaeInfo info(TrainingSource source) {
        return new SaeInfo(
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
    }

    @Override
    public void close() {
        lane.close();
        state.close();
    }
}
