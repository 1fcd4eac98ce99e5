package org.latentworkbench.engine.training;

import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.ActivationStream;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.tensor.Blas;
import org.latentworkbench.engine.tensor.ComputePool;
import org.latentworkbench.engine.tensor.FloatMatrix;

/**
 * Trains sparse autoencoders, one or several at once on the same activations, and leaves their folders behind. On the lane of
 * the CPU a run is exact: the same settings, data and processor type give the same parameters bit for bit, also if the run was
 * stopped or killed and resumed in between, and whatever else was trained beside it. On the lane of libtorch the same holds on
 * one device, as far as libtorch repeats itself. A run may go on on the other lane; it then differs by rounding.
 */
public final class Trainer {
    private static final long MOST_HELD_OUT_ROWS = 1 << 17;

    private final int threads;
    private final LaneChoice lane;
    private final Runnable afterEachFile;

    /**
     * A trainer on some threads; their number does not change the result.
     *
     * @param threads threads that compute, ≥ 1
     */
    public Trainer(int threads) {
        this(threads, LaneChoice.CPU);
    }

    /**
     * A trainer on a lane of choice.
     *
     * @param threads threads that compute on the processor, ≥ 1
     */
    public Trainer(int threads, LaneChoice lane) {
        this(threads, lane, () -> {});
    }

    /** @param afterEachFile called whenever a file of a checkpoint was written */
    Trainer(int threads, LaneChoice lane, Runnable afterEachFile) {
        this.threads = threads;
        this.lane = lane;
        this.afterEachFile = afterEachFile;
    }

    /** Trains one run, as {@link #run(List, ActivationStream, ActivationStream, InputScale, JobContext)}. */
    public TrainingResult run(
            RunPlan plan,
            ActivationStream stream,
            @Nullable ActivationStream heldOut,
            InputScale scale,
            JobContext context) {
        return run(List.of(plan), stream, heldOut, scale, context).getFirst();
    }

    /**
     * Trains runs side by side on one stream: every batch is read once and goes to all of them. Runs of a folder go on from
     * their newest whole checkpoint where they are to be resumed; those that are ahead wait for the others.
     *
     * @param plans at least one, all of the same batch size
     * @param stream raw activations to train on; left open
     * @param heldOut raw activations to measure on, one epoch or 131,072 rows; left open. Without it, the rows of
     *     {@code stream} that follow the training rows are measured: new ones as long as the run is shorter than an epoch
     * @param scale normalisation of the input
     * @param context progress (steps), metrics of the first unfinished run (loss, fvu, l0, dead, tokens/s) and cancellation
     * @return one result for each plan
     * @throws BadInputException if a folder holds a run already and is not to be resumed, if it holds one of other settings
     *     and is to be resumed, or if the data is not finite
     * @throws CancelledException when stopped; each unfinished run has left a checkpoint and its autoencoder as it was
     */
    public List<TrainingResult> run(
            List<RunPlan> plans,
            ActivationStream stream,
            @Nullable ActivationStream heldOut,
            InputScale scale,
            JobContext context) {
        check(plans, stream, heldOut, scale);
        List<TrainingRun> runs = new ArrayList<>();
        try (ComputePool pool = new ComputePool(threads)) {
            for (RunPlan plan : plans) {
                runs.add(open(plan, stream, scale, pool));
            }
            context.message(plans.size() == 1 ? "training" : "training " + plans.size() + " autoencoders");
            train(runs, stream, context);
            List<TrainingResult> results = new ArrayList<>();
            for (TrainingRun run : runs) {
                context.message("measuring");
                TrainingResult result = measure(run, stream, heldOut, context);
                run.finish(result);
                results.add(result);
            }
            return results;
        } finally {
            runs.forEach(TrainingRun::close);
        }
    }

    private TrainingRun open(RunPlan plan, ActivationStream stream, InputScale scale, ComputePool pool) {
        Blas blas = Blas.load();
        TrainingConfig config = plan.config();
        long window = TrainingSession.deadWindow(config, stream.rowsPerEpoch());
        RunFile file = new RunFile(plan, scale, window, lane, blas.describe(), threads);
        if (file.exists()) {
            if (!plan.resume()) {
                throw new BadInputException(plan.directory()
                        + " already holds a training run. Resume it, or choose another name for the new one.");
            }
            file.checkSameRun();
        }
        double improvement = plan.stop().map(StopRule::improvement).orElse(StopRule.USUAL_IMPROVEMENT);
        TrainingSession session =
                new TrainingSession(config, scale, stream.rowsPerEpoch(), improvement, lane, blas, pool);
        try {
            return new TrainingRun(plan, session, file, new Checkpoints(plan.directory(), afterEachFile));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
    }

    private static void train(List<TrainingRun> runs, ActivationStream stream, JobContext context) {
        long total = runs.stream().mapToLong(run -> run.plan().config().steps()).sum();
        int rows = runs.getFirst().plan().config().batch();
        List<TrainingRun> unfinished = new ArrayList<>(runs);
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix batch = FloatMatrix.allocate(arena, rows, stream.width());
            while (finishComplete(unfinished)) {
                if (context.isCancelled()) {
                    throw stopped(unfinished);
                }
                long next = unfinished.stream()
                        .mapToLong(TrainingRun::rowsServed)
                        .min()
                        .orElseThrow();
                long begun = System.nanoTime();
                stream.skipTo(next);
                stream.next(batch);
                double waited = (System.nanoTime() - begun) / 1e9;
                JobContext told = context;
                for (TrainingRun run : unfinished) {
                    if (run.rowsServed() == next) {
                        run.step(batch, waited, told);
                    }
                    told = JobContext.silent();
                }
                context.progress(
                        runs.stream().mapToLong(run -> run.session().steps()).sum(), total);
            }
        }
    }

    /** Saves the runs that are complete and takes them out; false when none is left. */
    private static boolean finishComplete(List<TrainingRun> unfinished) {
        unfinished.removeIf(run -> {
            boolean complete = run.isComplete();
            if (complete) {
                run.save();
            }
            return complete;
        });
        return !unfinished.isEmpty();
    }

    private static CancelledException stopped(List<TrainingRun> unfinished) {
        unfinished.forEach(TrainingRun::stop);
        TrainingRun first = unfinished.getFirst();
        return new CancelledException("Stopped at step " + first.session().steps() + " of "
                + first.plan().config().steps() + "; resume the run to go on from there.");
    }

    private static void check(
            List<RunPlan> plans, ActivationStream stream, @Nullable ActivationStream heldOut, InputScale scale) {
        if (plans.stream().map(plan -> plan.config().batch()).distinct().count() != 1) {
            throw new IllegalArgumentException("runs of one stream need one batch size");
        }
        if (scale.shift().length != stream.width()) {
            throw new BadInputException("The input scale has a shift of " + scale.shift().length
                    + " dimensions but the activations have " + stream.width() + ".");
        }
        if (heldOut != null && heldOut.width() != stream.width()) {
            throw new BadInputException("The held-out activations have " + heldOut.width()
                    + " dimensions but the training activations have " + stream.width() + ".");
        }
    }

    private static TrainingResult measure(
            TrainingRun run, ActivationStream stream, @Nullable ActivationStream heldOut, JobContext context) {
        TrainingSession session = run.session();
        ActivationStream unseen = heldOut == null ? stream : heldOut;
        unseen.skipTo(heldOut == null ? run.rowsServed() : 0);
        long rows = Math.clamp(unseen.rowsPerEpoch(), 1, MOST_HELD_OUT_ROWS);
        try (Sae sae = Sae.load(run.plan().directory())) {
            HeldOut measured = HeldOut.measure(sae, unseen, rows, context);
            return new TrainingResult(
                    session.steps(),
                    session.steps() * session.config().batch(),
                    measured.fvu(),
                    measured.l0(),
                    measured.deadFraction(),
                    run.tokensPerSecond(),
                    session.parametersSha256());
        }
    }
}
