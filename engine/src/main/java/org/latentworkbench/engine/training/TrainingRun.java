package org.latentworkbench.engine.training;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** A run with its folder: the steps of a session become log lines, checkpoints and in the end an autoencoder. */
final class TrainingRun implements AutoCloseable {
    private final RunPlan plan;
    private final TrainingConfig config;
    private final TrainingSession session;
    private final RunFile file;
    private final RunLog log;
    private final Checkpoints checkpoints;
    private final double secondsBefore;
    private final long stepsBefore;
    private long rowsServed;
    private double seconds;
    private double lineSeconds;
    private long lineStep;

    /**
     * Opens the folder, and goes on from its newest whole checkpoint where it is to go on.
     *
     * @param session before its first step; closed with the run
     */
    TrainingRun(RunPlan plan, TrainingSession session, RunFile file, Checkpoints checkpoints) {
        this.plan = plan;
        this.config = plan.config();
        this.session = session;
        this.file = file;
        this.checkpoints = checkpoints;
        this.log = new RunLog(plan.directory());
        checkpoints.deleteLeftovers();
        boolean goesOn = plan.resume() || plan.origin().isPresent();
        Optional<Checkpoints.Position> position =
                goesOn ? checkpoints.restoreNewest(session.state()) : Optional.empty();
        this.rowsServed = position.map(Checkpoints.Position::rowsServed).orElse(0L);
        this.secondsBefore = position.map(Checkpoints.Position::seconds).orElse(0.0);
        this.stepsBefore = session.steps();
        this.lineStep = stepsBefore;
        file.write("running", Map.of());
        log.truncateAfter(stepsBefore);
    }

    RunPlan plan() {
        return plan;
    }

    TrainingSession session() {
        return session;
    }

    /** Rows of the stream that it has taken: the next one it needs. */
    long rowsServed() {
        return rowsServed;
    }

    /** Whether all steps are done, or further ones are not worth it. */
    boolean isComplete() {
        return session.steps() >= config.steps() || stopsEarly();
    }

    private boolean stopsEarly() {
        return plan.stop()
                .filter(rule -> session.stepsWithoutProgress() >= rule.patience())
                .isPresent();
    }

    /**
     * Takes a step, logs it, and writes a checkpoint when one is due.
     *
     * @param batch rows from {@link #rowsServed} on
     * @param waited seconds that were spent on getting them
     */
    void step(FloatMatrix batch, double waited, JobContext context) {
        long begun = System.nanoTime();
        log.add(session.step(batch, rowsServed));
        rowsServed += batch.rows();
        seconds += waited + (System.nanoTime() - begun) / 1e9;
        long step = session.steps();
        if (step % config.logEvery() == 0 || step == config.steps()) {
            report(context);
        }
        if (config.checkpointEvery() > 0 && step % config.checkpointEvery() == 0 && !isComplete()) {
            checkpoint();
        }
    }

    private void report(JobContext context) {
        long step = session.steps();
        double rate = (step - lineStep) * (double) config.batch() / Math.max(1e-9, seconds - lineSeconds);
        RunLog.Line line = log.write(step, step * config.batch(), seconds(), session.learningRate(), rate);
        lineSeconds = seconds;
        lineStep = step;
        context.metric("loss", line.loss());
        context.metric("fvu", line.fvu()[line.fvu().length - 1]);
        context.metric("l0", line.l0());
        context.metric("dead", line.dead());
        context.metric("tokens/s", rate);
    }

    private void checkpoint() {
        long begun = System.nanoTime();
        checkpoints.write(session.state(), rowsServed, seconds());
        seconds += (System.nanoTime() - begun) / 1e9;
    }

    /** Leaves what can be used and gone on with: a checkpoint, and the autoencoder as it is now. */
    void stop() {
        if (session.steps() > stepsBefore) {
            checkpoint();
        }
        if (session.steps() > 0) {
            session.save(plan.source(), plan.directory(), settings());
        }
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("step", session.steps());
        if (Double.isFinite(session.fvu())) {
            numbers.put("runningFvu", session.fvu());
        }
        file.write("stopped", numbers);
    }

    /** Writes the last checkpoint and the autoencoder. */
    void save() {
        checkpoint();
        session.save(plan.source(), plan.directory(), settings());
    }

    private Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(RunFile.settings(config, session.deadWindow()));
        settings.put("tokens", session.steps() * config.batch());
        return settings;
    }

    /** Writes what was measured in the end. */
    void finish(TrainingResult result) {
        Map<String, Object> numbers = new LinkedHashMap<>();
        numbers.put("steps", result.steps());
        numbers.put("tokens", result.tokens());
        numbers.put("fvu", result.fvu());
        numbers.put("fvuDefinition", "sum of squared errors over sum of squared distances to the mean, held-out rows");
        numbers.put("l0", result.l0());
        numbers.put("deadFraction", result.deadFraction());
        numbers.put("tokensPerSecond", result.tokensPerSecond());
        numbers.put("seconds", seconds());
        numbers.put("stoppedEarly", result.steps() < config.steps());
        numbers.put("parametersSha256", result.parametersSha256());
        file.write("finished", numbers);
    }

    /** Training time over all sessions. */
    private double seconds() {
        return secondsBefore + seconds;
    }

    /** Rows per second in this session. */
    double tokensPerSecond() {
        return (session.steps() - stepsBefore) * (double) config.batch() / Math.max(1e-9, seconds);
    }

    @Override
    public void close() {
        session.close();
    }
}
