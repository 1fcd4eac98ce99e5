package org.latentworkbench.app.gui.train;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.Workspace;

/** Starts, stops and resumes runs, and makes each searchable when it is done. */
final class Runs {
    private static final int STORIES = 8_000;
    private static final int CONTEXT_LENGTH = 128;

    private final AppContext context;
    private final Runnable changed;
    private final Map<String, RunningJob<?>> training = new LinkedHashMap<>();

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
        submit(workspace, plan, false);
    }

    /** Goes on with a stopped run; nothing happens when its settings or its data are unknown. */
    void resume(Workspace workspace, RunRow run, List<DataChoice> data) {
        if (run.config().isEmpty()) {
            return;
        }
        TrainingPlan plan = new TrainingPlan(
                run.name(),
                source(workspace, run, data),
                run.corpus(),
                run.config().get());
        submit(workspace, plan, true);
    }

    /** The same rows as before: the cache the run began with, or one of the same activations; else the model again. */
    private ActivationSource source(Workspace workspace, RunRow run, List<DataChoice> data) {
        Optional<String> remembered = context.settings().text(sourceKey(workspace, run.name()));
        return data.stream()
                .filter(DataChoice.Cache.class::isInstance)
                .map(DataChoice.Cache.class::cast)
                .filter(cache -> remembered
                        .map(name -> name.equals(cache.name()))
                        .orElseGet(() -> cache.corpus().equals(run.corpus())
                                && cache.hook().equals(run.hook())))
                .findFirst()
                .map(cache -> (ActivationSource) new ActivationSource.Cache(cache.name()))
                .orElseGet(
                        () -> new ActivationSource.Streaming(run.model(), run.corpus(), HookPoint.parse(run.hook())));
    }

    private static String sourceKey(Workspace workspace, String run) {
        return "activationsOf." + workspace.saeDir(run);
    }

    /** Brings the built-in model and stories into a workspace that has nothing to train on. */
    void bringStories(Workspace workspace) {
        RunningJob<String> model = context.jobs().submit("Copy the built-in model", new BuiltInModelImport(workspace));
        model.onFailed(reason -> context.notifier().error("The model could not be copied", reason));
        model.onDone(name -> context.jobs()
                .submit("Write stories", new StoryCorpus(workspace, name, "stories", STORIES, CONTEXT_LENGTH, 1))
                .onDone(_ -> changed.run())
                .onFailed(reason -> context.notifier().error("The stories could not be written", reason)));
    }

    private void submit(Workspace workspace, TrainingPlan plan, boolean resume) {
        String name = plan.name();
        context.settings()
                .put(
                        sourceKey(workspace, name),
                        switch (plan.source()) {
                            case ActivationSource.Cache cache -> cache.name();
                            case ActivationSource.Streaming _ -> "";
                        });
        RunningJob<?> job = context.jobs().submit("Train " + name, jobContext -> new Train(
                        workspace, name, plan.source(), plan.config(), resume, ComputeDevice.parse("auto"))
                .run(jobContext));
        training.put(name, job);
        job.stateProperty().subscribe((_, state) -> {
            if (state.isFinished()) {
                training.remove(name);
            }
            changed.run();
        });
        job.onDone(_ -> index(workspace, plan));
        job.onFailed(reason -> context.notifier().error(name + " could not be trained", reason));
        changed.run();
    }

    private void index(Workspace workspace, TrainingPlan plan) {
        context.jobs()
                .submit("Index " + plan.name(), jobContext -> new BuildIndex(
                                workspace, plan.name(), plan.corpus(), ComputeDevice.parse("auto"))
                        .run(jobContext))
                .onDone(_ -> {
                    context.session().refresh();
                    context.notifier()
                            .info(
                                    plan.name() + " is trained and indexed.",
                                    "Show its latents",
                                    () -> look(plan.name()));
                })
                .onFailed(reason -> context.notifier().error(plan.name() + " could not be indexed", reason));
    }

    /** Shows the latents of a run. */
    void look(String run) {
        context.session().select(run, () -> context.navigator().go(new Address("latent", "")));
    }
}
