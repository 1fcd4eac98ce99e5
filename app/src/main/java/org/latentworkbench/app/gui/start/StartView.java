package org.latentworkbench.app.gui.start;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Session;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.LatestUpdate;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.engine.workspace.RecentWorkspaces;
import org.latentworkbench.engine.workspace.Workspace;

/** The start page as a view: looks again each time it is shown. */
public final class StartView extends WorkbenchView {
    /** The kind of its address. */
    public static final String KIND = "start";

    private final AppContext context;
    private final RecentWorkspaces recents;
    private final DemoPlace demo;
    private final DropImport dropImport;
    private final StartViewModel model = new StartViewModel();
    private final LatestUpdate<StartUpdate.Found> looking;
    private @Nullable RunningJob<?> making;

    /**
     * @param recents workspaces opened before; the page adds those opened from now on
     * @param dropImport what to do with a folder or a text file that is no workspace
     */
    public StartView(AppContext context, RecentWorkspaces recents, DemoPlace demo, DropImport dropImport) {
        super(KIND, "Start", "mdi2h-home-outline");
        this.context = context;
        this.recents = recents;
        this.demo = demo;
        this.dropImport = dropImport;
        looking = new LatestUpdate<>(context.jobs().lanes(), Duration.ZERO);
        context.session().workspaceProperty().subscribe(open -> {
            if (open != null) {
                recents.add(open.directory());
            }
        });
    }

    @Override
    protected Node build() {
        return new StartPage(context, model, this);
    }

    @Override
    public void show(Address place) {
        looking.ask(new StartUpdate(recents.list(), demo.directory()), model::publish, reason -> context.notifier()
                .error("Could not look at the workspaces", reason));
    }

    void open(Path directory) {
        Session session = context.session();
        session.open(directory, () -> context.navigator()
                .go(new Address(session.autoencoders().isEmpty() ? "run" : "latent", "")));
    }

    void forget(Path directory) {
        recents.remove(directory);
        model.forget(directory);
    }

    /** Opens the demo, made first if it is not there. */
    void openDemo() {
        RunningJob<?> running = making;
        if (running != null && !running.state().isFinished()) {
            running.cancel();
            return;
        }
        Session session = context.session();
        session.open(demo.directory(), () -> {
            if (model.demoReadyProperty().get()) {
                showDemo();
            } else {
                session.workspace().ifPresent(this::makeDemo);
            }
        });
    }

    private void makeDemo(Workspace workspace) {
        RunningJob<?> job = context.jobs().submit("Make the demo", demo.making().apply(workspace));
        making = job;
        job.snapshotProperty().subscribe(now -> model.demoProgress(now.fraction(), job.remaining()));
        job.stateProperty().subscribe(state -> {
            if (state.isFinished()) {
                model.demoIdle(state == JobState.DONE);
            }
        });
        job.onDone(_ -> {
            context.session().refresh(this::showDemo);
            context.notifier().info("The demo is ready.");
        });
        job.onFailed(reason -> context.notifier().error("The demo could not be made", reason));
    }

    private void showDemo() {
        context.navigator().go(new Address("latent", ""));
    }

    /** Takes what was dropped on the page. */
    void dropped(List<Path> paths) {
        StartViewModel.workspaceIn(paths).ifPresentOrElse(this::open, () -> dropImport.take(paths));
    }
}
