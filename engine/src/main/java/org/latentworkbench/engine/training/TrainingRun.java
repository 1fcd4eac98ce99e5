package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** The loop of a run: rows in, steps, log lines and checkpoints out. */
final class TrainingRun {
    private final TrainingConfig config;
    private final ActivationStream stream;
    private final TrainingState state;
    private final StepLane lane;
    private final LearningRateSchedule schedule;
    private final RunLog log;
    private final Checkpoints checkpoints;
    private final JobContext context;
    private final double secondsBefore;
    private final long stepsBefore;
    private final long start = System.nanoTime();
    private long lineStart = start;
    private long lineStep;

    TrainingRun(
            TrainingConfig config,
            ActivationStream stream,
            TrainingState state,
            StepLane lane,
            RunLog log,
            Checkpoints checkpoints,
            double secondsBefore,
            JobContext context) {
        this.config = config;
        this.stream = stream;
        this.state = state;
        this.lane = lane;
        this.schedule = LearningRateSchedule.of(config);
        this.log = log;
        this.checkpoints = checkpoints;
        this.context = context;
        this.secondsBefore = secondsBefore;
        this.stepsBefore = state.step();
        this.lineStep = state.step();
    }

    /**
     * Steps until the run is complete.
     *
     * @param seed of the initialisation, used if the state is fresh
     */
    void train(long seed, InputScale scale) {
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix batch = FloatMatrix.allocate(arena, config.batch(), state.width());
            while (state.step() < config.steps()) {
                stopIfAsked();
                long firstRow = stream.rowsServed();
                stream.next(batch);
                if (state.step() == 0) {
                    Initialisation.fill(state, config.kind(), seed, batch, scale);
                }
                double learningRate = schedule.at(state.step());
                StepReport report = lane.step(batch, firstRow, learningRate);
                if (!Double.isFinite(report.loss())) {
                    throw new BadInputException("The loss became " + report.loss() + " at step " + state.step()
                            + ". Train again with a lower learning rate than " + config.learningRate() + ".");
                }
                log.add(report);
                report(learningRate);
                if (config.checkpointEvery() > 0
                        && state.step() % config.checkpointEvery() == 0
                        && state.step() < config.steps()) {
                    checkpoint();
                }
            }
        }
        checkpoint();
    }

    private void report(double learningRate) {
        long step = state.step();
        context.progress(step, config.steps());
        if (step % config.logEvery() != 0 && step != config.steps()) {
            return;
        }
        long now = System.nanoTime();
        double rate = (step - lineStep) * (double) config.batch() / Math.max(1e-9, (now - lineStart) / 1e9);
        RunLog.Line line = log.write(step, step * config.batch(), seconds(), learningRate, rate);
        lineStart = now;
        lineStep = step;
        context.metric("loss", line.loss());
        context.metric("fvu", line.fvu()[line.fvu().length - 1]);
        context.metric("l0", line.l0());
        context.metric("dead", line.dead());
        context.metric("tokens/s", rate);
    }

    private void stopIfAsked() {
        if (!context.isCancelled()) {
            return;
        }
        if (state.step() > stepsBefore) {
            checkpoint();
        }
        throw new CancelledException(
                "Stopped at step " + state.step() + " of " + config.steps() + "; resume the run to go on from there.");
    }

    private void checkpoint() {
        lane.writeBack();
        checkpoints.write(state, stream.rowsServed(), seconds());
    }

    /** Training time over all sessions. */
    double seconds() {
        return secondsBefore + (System.nanoTime() - start) / 1e9;
    }

    /** Rows per second in this session. */
    double tokensPerSecond() {
        return (state.step() - stepsBefore) * (double) config.batch() / Math.max(1e-9, seconds() - secondsBefore);
    }
}
