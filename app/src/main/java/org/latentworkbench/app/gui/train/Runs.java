package org.latentworkbench.app.gui.train;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.ExplainLatents;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.pipeline.Sweep;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.search.mining.MiningOptions;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Workspace;

/** Starts, stops and resumes runs, and makes each searchable when it is done. */
final class Runs {
    private static final int STORIES = 8_000;
    private static final int CONTEXT_LENGTH = 128;

    private final AppContext context;
    private final Runnable changed;
    private final Map<String, RunningJob<?>> training = new LinkedHashMap<>();
    private final Set<String> ending = new HashSet<>();

    /** @param changed called when a run began or ended */
    Runs(AppContext context, Runnable changed) {
        this.context = context;
        this.changed = changed;
    }

    /** Names of the runs that train or wait to. */
    List<String> names() {
        return List.copyOf(training.keySet());
    }

    Optional<RunningJob<?>> job(String run) {
        return Optional.ofNullable(training.get(run));
    }

    void start(Workspace workspace, TrainingPlan plan) {
        submit(
                workspace,
                plan.name(),
                plan.corpus(),
                () -> new Train(workspace, plan.name(), plan.source(), plan.config(), false, device()));
    }

    /** Begins with a checkpoint of another run, under the settings of a plan. */
    void branch(Workspace workspace, BranchStart from, TrainingPlan plan) {
        submit(
                workspace,
                plan.name(),
                plan.corpus(),
                () -> Train.branched(
                        workspace, from.run(), Long.toString(from.step()), plan.name(), plan.config(), device()));
    }

    /** Trains a grid of runs; those that are finished are kept if it is stopped. */
    void sweep(Workspace workspace, String name, SweepViewModel.Grid grid) {
        ActivationSource source = grid.source().orElseThrow();
        RunningJob<?> job = context.jobs().submit("Sweep " + name, jobContext -> new Sweep(
                        workspace, name, source, grid.seed(), grid.runs(), device())
                .run(jobContext));
        job.stateProperty().subscribe((_, _) -> changed.run());
        job.onFailed(reason -> context.notifier().error("The sweep " + name + " could not be trained", reason));
        changed.run();
    }

    /** Ends a run here: what it has reached is kept and made searchable. */
    void end(String run) {
        job(run).ifPresent(job -> {
            ending.add(run);
            job.cancel();
        });
    }

    /** Goes on with a stopped run, on the activations it began with. */
    void resume(Workspace workspace, RunRow run) {
        submit(workspace, run.name(), run.corpus(), () -> Train.resumed(workspace, run.name(), device()));
    }

    /** Brings the built-in model and stories into a workspace that has nothing to train on. */
    void bringStories(Workspace workspace) {
        RunningJob<String> model = context.jobs().submit("Copy the built-in model", new BuiltInModelImport(workspace));
        model.onFailed(reason -> context.notifier().error("The model could not be copied", reason));
        model.onDone(name -> context.jobs()
                .submit(
                        "Write stories",
                        Set.of("models/" + name, "corpora/stories")::contains,
                        new StoryCorpus(workspace, name, "stories", STORIES, CONTEXT_LENGTH, 1))
                .onDone(_ -> changed.run())
                .onFailed(reason -> context.notifier().error("The stories could not be written", reason)));
    }

    private void submit(Workspace workspace, String name, String corpus, Supplier<Train> work) {
        RunningJob<?> job = context.jobs()
                .submit("Train " + name, place -> mayUse(place, name, corpus), jobContext -> work.get()
                        .run(jobContext));
        training.put(name, job);
        job.stateProperty().subscribe((_, state) -> {
            if (state.isFinished()) {
                training.remove(name);
                if (ending.remove(name)
                        && state == JobState.STOPPED
                        && workspace.saes().contains(name)) {
                    index(workspace, name, corpus);
                }
            }
            changed.run();
        });
        job.onDone(_ -> index(workspace, name, corpus));
        job.onFailed(reason -> context.notifier().error(name + " could not be trained", reason));
        changed.run();
    }

    private void index(Workspace workspace, String name, String corpus) {
        context.jobs()
                .submit("Index " + name, place -> mayUse(place, name, corpus), jobContext -> new BuildIndex(
                                workspace, name, corpus, device())
                        .run(jobContext))
                .onDone(_ -> {
                    context.session().refresh();
                    context.notifier().info(name + " is trained and indexed.", "Show its latents", () -> look(name));
                    explain(workspace, name, corpus);
                })
                .onFailed(reason -> context.notifier().error(name + " could not be indexed", reason));
    }

    private void explain(Workspace workspace, String name, String corpus) {
        context.jobs()
                .submit(
                        "Explain " + name,
                        place -> mayUse(place, name, corpus),
                        new ExplainLatents(workspace, name, Optional.of(corpus), MiningOptions.DEFAULT, false))
                .onDone(_ -> context.session().explained())
                .onFailed(reason -> context.notifier().error("Could not explain the latents of " + name, reason));
    }

    /** Indexing follows training and needs the model; where the activations come from, the run says. */
    private static boolean mayUse(String place, String sae, String corpus) {
        return place.startsWith("models/")
                || place.startsWith("activations/")
                || Set.of("corpora/" + corpus, "saes/" + sae, "indexes/" + sae + "--" + corpus)
                        .contains(place);
    }

    /** Shows the latents of a run. */
    void look(String run) {
        context.session().select(run, () -> context.navigator().go(new Address("latent", "")));
    }

    /** Asked for by a job, because it loads the native libraries. */
    private static ComputeDevice device() {
        return ComputeDevice.parse("auto");
    }
}
