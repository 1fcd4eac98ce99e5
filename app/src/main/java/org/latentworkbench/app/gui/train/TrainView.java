package org.latentworkbench.app.gui.train;

import java.time.Duration;
import java.util.Optional;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.workspace.Workspace;

/** The Train view: reads the workspace's runs when it is shown and every second while one trains. */
public final class TrainView extends WorkbenchView {
    /** The kind of its address. */
    public static final String KIND = "run";

    private static final Duration POLL = Duration.ofSeconds(1);

    private final AppContext context;
    private final TrainViewModel model = new TrainViewModel();
    private final SweepViewModel sweeps = new SweepViewModel(model::input);
    private final LatestUpdate<TrainUpdate.Found> reading;
    private final LatestUpdate<RunsOfSweep> readingSweep;
    private final Runs runs;
    private RunReader reader = new RunReader();
    private @Nullable TrainTabs pane;
    private @Nullable String wanted;
    private boolean polling;

    /** The view over the session's workspace. */
    public TrainView(AppContext context) {
        super(KIND, "Train", "mdi2c-chart-line");
        this.context = context;
        reading = new LatestUpdate<>(context.jobs().lanes(), Duration.ZERO);
        readingSweep = new LatestUpdate<>(context.jobs().lanes(), Duration.ZERO);
        runs = new Runs(context, () -> context.session().refresh());
        context.session().revisionProperty().subscribe((_, _) -> {
            if (pane != null) {
                read();
            }
        });
        model.checkNamesBy(this::nameProblem);
        model.selectedProperty().subscribe(run -> moveTo(new Address(KIND, run == null ? "" : run)));
        context.session().workspaceProperty().subscribe(_ -> {
            model.clear();
            reader = new RunReader();
            model.checkNamesBy(this::nameProblem);
            if (pane != null) {
                read();
            }
        });
    }

    @Override
    protected Node build() {
        TrainTabs made = new TrainTabs(
                new TrainPane(context, model, runs, this::start),
                new SweepPane(context, sweeps, this::startSweep, this::readSweep),
                new ToyPane(context),
                this::tabChosen);
        pane = made;
        return made;
    }

    @Override
    public void show(Address place) {
        if (!place.rest().isEmpty()) {
            wanted = place.rest();
            select();
        }
        read();
    }

    TrainViewModel model() {
        return model;
    }

    private void select() {
        String run = wanted;
        if (run != null && model.run(run).isPresent()) {
            wanted = null;
            model.selectedProperty().set(run);
        }
    }

    private void start() {
        Optional<TrainingPlan> plan = model.resultProperty().get().plan();
        BranchStart from = model.branch.get();
        context.session()
                .workspace()
                .ifPresent(workspace -> plan.ifPresent(ready -> {
                    if (from == null) {
                        runs.start(workspace, ready);
                    } else {
                        runs.branch(workspace, from, ready);
                        model.branch.set(null);
                    }
                    wanted = ready.name();
                    model.name.set(model.freeName(ready.name().replaceAll("-\\d+$", "")));
                }));
    }

    private void startSweep() {
        String name = sweeps.name.get().strip();
        context.session().workspace().ifPresent(workspace -> {
            runs.sweep(workspace, name, sweeps.gridProperty().get());
            sweeps.shown.set(name);
        });
    }

    private void tabChosen(TrainTabs.Tab tab) {
        if (tab == TrainTabs.Tab.SWEEP) {
            sweeps.check();
            readSweep();
        }
    }

    private void readSweep() {
        context.session()
                .workspace()
                .ifPresent(workspace -> readingSweep.ask(
                        new SweepUpdate(workspace, sweeps.shown.get()), sweeps::publish, reason -> context.notifier()
                                .error("Could not read the sweep", reason)));
    }

    private void read() {
        context.session()
                .workspace()
                .ifPresent(workspace -> reading.ask(
                        new TrainUpdate(workspace, reader, runs.names()),
                        found -> {
                            model.publish(found);
                            if (pane != null && pane.tab() == TrainTabs.Tab.SWEEP) {
                                readSweep();
                            }
                            select();
                            poll();
                        },
                        reason -> context.notifier().error("Could not read the runs", reason)));
    }

    private void poll() {
        boolean live = !runs.names().isEmpty() || context.jobs().isBusy() || model.isAnyRunning();
        if (polling || !live) {
            return;
        }
        polling = true;
        context.jobs().lanes().clock().after(POLL, () -> {
            polling = false;
            read();
        });
    }

    private Optional<String> nameProblem(String name) {
        Workspace workspace = context.session().workspace().orElse(null);
        boolean taken = model.run(name).isPresent()
                || context.session().autoencoders().contains(name)
                || runs.names().contains(name);
        if (taken) {
            return Optional.of("there is a run of this name");
        }
        try {
            if (workspace != null) {
                workspace.saeDir(name);
            }
            return Optional.empty();
        } catch (WorkbenchException e) {
            return Optional.of("letters, digits, “.”, “_” and “-” only");
        }
    }
}
