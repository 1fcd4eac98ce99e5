package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.LaneChoice;
import org.latentworkbench.engine.training.RunPlan;
import org.latentworkbench.engine.training.Trainer;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Trains the runs of a sweep on one reading of the activations: runs of one batch size side by side, as many as fit into
 * memory, the rest afterwards. Asked for again, it skips finished runs and goes on with stopped ones; a sweep that is
 * cancelled keeps what is finished.
 *
 * @param workspace where everything lies
 * @param name name of the sweep
 * @param source where the activations come from
 * @param dataSeed seed of the order of the rows, the same for all runs
 * @param runs what to train
 * @param device where autoencoders train, and the language model runs when activations are streamed
 */
public record Sweep(
        Workspace workspace,
        String name,
        ActivationSource source,
        long dataSeed,
        List<SweepRun> runs,
        ComputeDevice device)
        implements Job<List<RunSummary>> {
    private static final long FLOAT = 4;
    /** Parameters and two moments, and as much again for gradients and scratch. */
    private static final long COPIES = 6;

    private static final double SHARE_OF_MEMORY = 0.3;

    /** Copies the runs. */
    public Sweep {
        runs = List.copyOf(runs);
        if (runs.isEmpty()) {
            throw new BadInputException("The sweep \"" + name + "\" has no runs.");
        }
        if (runs.stream().map(SweepRun::name).distinct().count() < runs.size()) {
            throw new BadInputException("Two runs of the sweep \"" + name + "\" are the same; name each value once.");
        }
    }

    @Override
    public List<RunSummary> run(JobContext context) {
        workspace.requireWritable();
        runs.forEach(run -> workspace.saeDir(run.name()));
        SweepFile.write(workspace, name, runs);
        List<SweepRun> left = runs.stream()
                .filter(run -> !FinishedRun.isIn(workspace.saeDir(run.name())))
                .toList();
        if (!left.isEmpty()) {
            try (TrainingRows rows =
                    TrainingRows.open(workspace, source, dataSeed, Optional.empty(), device, context)) {
                List<List<SweepRun>> groups = groups(left, rows.rows().width(), SHARE_OF_MEMORY * device.memory());
                double work = left.stream().mapToDouble(Sweep::work).sum();
                for (List<SweepRun> group : groups) {
                    double share = group.stream().mapToDouble(Sweep::work).sum() / work;
                    train(group, rows, context.part(title(group), share));
                }
            }
        }
        return runs.stream()
                .flatMap(run -> RunSummary.of(workspace.saeDir(run.name())).stream())
                .toList();
    }

    private void train(List<SweepRun> group, TrainingRows rows, JobContext context) {
        List<RunPlan> plans = new ArrayList<>();
        for (SweepRun run : group) {
            plans.add(RunPlan.of(rows.source(run.name()), run.config(), workspace.saeDir(run.name()), true));
        }
        new Trainer(ComputeDevice.cpuThreads(), LaneChoice.of(device))
                .run(plans, rows.rows(), rows.heldOut(), rows.scale(), context);
    }

    private static double work(SweepRun run) {
        return (double) run.config().steps()
                * run.config().batch()
                * run.config().width();
    }

    private static String title(List<SweepRun> group) {
        return group.size() == 1 ? "training " + group.getFirst().name() : "training " + group.size() + " autoencoders";
    }

    /** Runs that are trained side by side: of one batch size, and not too many for the memory. */
    private static List<List<SweepRun>> groups(List<SweepRun> runs, int inputWidth, double room) {
        Map<Integer, List<SweepRun>> byBatch = new LinkedHashMap<>();
        runs.forEach(run -> byBatch.computeIfAbsent(run.config().batch(), _ -> new ArrayList<>())
                .add(run));
        List<List<SweepRun>> groups = new ArrayList<>();
        for (List<SweepRun> sameBatch : byBatch.values()) {
            List<SweepRun> group = new ArrayList<>();
            double used = 0;
            for (SweepRun run : sameBatch) {
                double bytes = bytes(run.config(), inputWidth);
                if (!group.isEmpty() && used + bytes > room) {
                    groups.add(group);
                    group = new ArrayList<>();
                    used = 0;
                }
                group.add(run);
                used += bytes;
            }
            groups.add(group);
        }
        return groups;
    }

    private static double bytes(TrainingConfig config, int inputWidth) {
        double parameters = 2.0 * config.width() * inputWidth;
        double rows = (double) config.batch() * (config.width() + 4.0 * inputWidth);
        return FLOAT * (COPIES * parameters + rows);
    }
}
