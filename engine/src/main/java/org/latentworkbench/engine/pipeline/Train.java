package org.latentworkbench.engine.pipeline;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.training.LaneChoice;
import org.latentworkbench.engine.training.RunFolder;
import org.latentworkbench.engine.training.RunOrigin;
import org.latentworkbench.engine.training.RunPlan;
import org.latentworkbench.engine.training.StoredRun;
import org.latentworkbench.engine.training.Trainer;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.training.TrainingResult;
import org.latentworkbench.engine.training.TrainingSource;
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
 * @param lane what takes the training steps, and where
 * @param beginning what the run begins with
 */
public record Train(
        Workspace workspace,
        String name,
        ActivationSource source,
        TrainingConfig config,
        boolean resume,
        ComputeDevice device,
        LaneChoice lane,
        RunBeginning beginning)
        implements Job<TrainingResult> {
    private static final String RUN_FILE = "run.json";

    /** A run that begins from nothing. */
    public Train(
            Workspace workspace,
            String name,
            ActivationSource source,
            TrainingConfig config,
            boolean resume,
            ComputeDevice device) {
        this(workspace, name, source, config, resume, device, LaneChoice.of(device), RunBeginning.FRESH);
    }

    /**
     * Goes on with a run that was stopped, with the settings and the activations it began with.
     *
     * @throws BadInputException if there is no such run, or its file does not say where its activations came from
     */
    public static Train resumed(Workspace workspace, String name, ComputeDevice device) {
        Path folder = workspace.saeDir(name);
        if (!Files.isRegularFile(folder.resolve(RUN_FILE))) {
            throw new BadInputException("There is no training run \"" + name + "\" in the workspace "
                    + workspace.directory() + " to go on with.");
        }
        StoredRun run = StoredRun.read(folder);
        return new Train(
                workspace,
                name,
                source(run, folder.resolve(RUN_FILE)),
                run.config(),
                true,
                device,
                LaneChoice.of(device),
                beginning(run, run.origin(), Optional.empty()));
    }

    /**
     * Trains once more what a {@code run.json} describes; on the same lane and kind of processor it gives the same parameters.
     *
     * @param file a {@code run.json}, in its folder or a copy of it
     * @param name name of the new autoencoder
     * @throws BadInputException if the file is damaged, or the workspace lacks the activations
     */
    public static Train repeated(Workspace workspace, Path file, String name, ComputeDevice device) {
        StoredRun run = StoredRun.of(Manifest.readTree(file), file);
        Path parent = file.toAbsolutePath().getParent();
        Optional<RunBeginning.State> state =
                run.origin().map(origin -> new RunBeginning.State.BeginningOf(parent == null ? Path.of("") : parent));
        return new Train(
                workspace,
                name,
                source(run, file),
                run.config(),
                false,
                device,
                LaneChoice.of(device),
                beginning(run, run.origin(), state));
    }

    /**
     * Begins with a checkpoint of another run and its place in the data, under other settings.
     *
     * @param parent name of the other run
     * @param which {@code "last"}, {@code "best"} or a number of steps
     * @param name name of the new autoencoder
     * @param config every setting; the width must be that of the other run
     * @throws BadInputException if there is no such run or checkpoint, or the width is another
     */
    public static Train branched(
            Workspace workspace,
            String parent,
            String which,
            String name,
            TrainingConfig config,
            ComputeDevice device) {
        Path folder = workspace.saeDir(parent);
        StoredRun run = StoredRun.read(folder);
        if (run.config().width() != config.width()) {
            throw new BadInputException("The run \"" + parent + "\" has "
                    + run.config().width() + " latents; a branch of it cannot have " + config.width() + ".");
        }
        RunFolder.State state = new RunFolder(folder).state(which);
        if (config.steps() <= state.step()) {
            throw new BadInputException("The checkpoint of \"" + parent + "\" has done " + state.step()
                    + " steps already; give the branch more steps than " + config.steps() + " in all.");
        }
        return new Train(
                workspace,
                name,
                source(run, folder.resolve(RUN_FILE)),
                config,
                false,
                device,
                LaneChoice.of(device),
                beginning(
                        run,
                        Optional.empty(),
                        Optional.of(new RunBeginning.State.Checkpoint(parent, Long.toString(state.step())))));
    }

    /** The same with another beginning. */
    public Train with(RunBeginning other) {
        return new Train(workspace, name, source, config, resume, device, lane, other);
    }

    /** The same on another lane. */
    public Train with(LaneChoice other) {
        return new Train(workspace, name, source, config, resume, device, other, beginning);
    }

    private static RunBeginning beginning(
            StoredRun run, Optional<RunOrigin> origin, Optional<RunBeginning.State> state) {
        OptionalLong seed = run.rows().map(rows -> OptionalLong.of(rows.seed())).orElseGet(OptionalLong::empty);
        return new RunBeginning(seed, run.stop(), origin, state, Optional.of(run.scale()), run.hashes());
    }

    /** Where the activations of a stored run came from. */
    private static ActivationSource source(StoredRun run, Path file) {
        TrainingSource.Rows rows = run.rows()
                .orElseThrow(() -> new BadInputException(file
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
        long seed = beginning.dataSeed().orElse(config.seed());
        try (TrainingRows rows = TrainingRows.open(workspace, source, seed, beginning.scale(), device, context)) {
            rows.requireHashes(beginning.hashes());
            Optional<RunOrigin> origin =
                    beginning.state().map(state -> lay(state, target)).orElse(beginning.origin());
            var plan = new RunPlan(rows.source(name), config, target, resume, beginning.stop(), origin);
            return new Trainer(ComputeDevice.cpuThreads(), lane)
                    .run(plan, rows.rows(), rows.heldOut(), rows.scale(), context);
        }
    }

    /** Copies the state that the run begins with. */
    private Optional<RunOrigin> lay(RunBeginning.State state, Path target) {
        return switch (state) {
            case RunBeginning.State.Checkpoint(String run, String which) -> {
                RunFolder parent = new RunFolder(workspace.saeDir(run));
                yield Optional.of(parent.branch(parent.state(which), run, target));
            }
            case RunBeginning.State.BeginningOf(Path folder) -> {
                new RunFolder(folder).copyBeginning(target);
                yield beginning.origin();
            }
        };
    }
}
