package org.latentworkbench.app.gui.launch;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BiFunction;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.Navigator;
import org.latentworkbench.app.gui.Session;
import org.latentworkbench.app.gui.WorkbenchView;
import org.latentworkbench.app.gui.action.ActionTable;
import org.latentworkbench.app.gui.data.DataView;
import org.latentworkbench.app.gui.data.FileDrop;
import org.latentworkbench.app.gui.dialog.Dialogs;
import org.latentworkbench.app.gui.dialog.StageDialogs;
import org.latentworkbench.app.gui.latents.LatentsView;
import org.latentworkbench.app.gui.playground.PlaygroundView;
import org.latentworkbench.app.gui.search.SearchView;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.shell.Notices;
import org.latentworkbench.app.gui.shell.WindowState;
import org.latentworkbench.app.gui.shell.WorkbenchFrame;
import org.latentworkbench.app.gui.start.DemoPlace;
import org.latentworkbench.app.gui.start.StartView;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.Theme;
import org.latentworkbench.app.gui.train.TrainView;
import org.latentworkbench.app.gui.tree.LatentTreeView;
import org.latentworkbench.engine.pipeline.Demo;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.workspace.RecentWorkspaces;
import org.latentworkbench.engine.workspace.SettingsFile;
import org.latentworkbench.engine.workspace.UserFolders;

/**
 * The one place where services are made and handed to views. Made on the interface thread.
 *
 * @param context the services
 * @param frame the content of the window
 */
public record Composition(AppContext context, WorkbenchFrame frame) {
    private static final long DEMO_SEED = 1;

    /** Puts everything together for the person who runs the program. */
    public static Composition ofUser() {
        UserFolders folders = UserFolders.ofThisComputer();
        return of(Lanes.ofToolkit(), folders, folders.home().resolve("LatentWorkbench-demo"));
    }

    /**
     * Puts everything together.
     *
     * @param lanes where work runs
     * @param folders where settings lie
     * @param demo the folder of the demo's workspace
     */
    public static Composition of(Lanes lanes, UserFolders folders, Path demo) {
        return of(lanes, folders, demo, DemoSettings.standard(DEMO_SEED), StageDialogs::new);
    }

    /** As the other, with a demo of other sizes and other dialogs. */
    public static Composition of(
            Lanes lanes,
            UserFolders folders,
            Path demo,
            DemoSettings sizes,
            BiFunction<Theme, Settings, Dialogs> makeDialogs) {
        SettingsFile file = new SettingsFile(folders.config().resolve("settings.json"));
        Settings settings = new Settings(file);
        Theme theme = new Theme();
        WindowState.restoreTheme(settings, theme);
        Jobs jobs = new Jobs(lanes);
        Notices notices = new Notices(lanes, jobs.failures());
        AppContext context = new AppContext(
                new Session(lanes, notices),
                jobs,
                makeDialogs.apply(theme, settings),
                settings,
                notices,
                new Navigator(new Address(StartView.KIND, "")),
                theme,
                new ActionTable());
        context.session().keepOpenWhile(context.jobs().busyProperty());
        Import imports = new Import(context);
        imports.declare();
        StartView start =
                new StartView(context, new RecentWorkspaces(file, folders.home()), demo(demo, sizes), imports::take);
        WorkbenchFrame frame = new WorkbenchFrame(context, start, views(context), notices);
        FileDrop.accept(frame, imports::take);
        return new Composition(context, frame);
    }

    /** The views in the order of the rail. */
    private static List<WorkbenchView> views(AppContext context) {
        return List.of(
                new DataView(context),
                new TrainView(context),
                new LatentsView(context),
                new LatentTreeView(context),
                new SearchView(context),
                new PlaygroundView(context));
    }

    private static DemoPlace demo(Path directory, DemoSettings sizes) {
        return new DemoPlace(directory, workspace -> new Demo(workspace, sizes, ComputeDevice.parse("auto")));
    }

    /** A dressed scene with the frame in it. */
    Scene scene(double width, double height) {
        Scene scene = new Scene(frame, width, height);
        context.theme().apply(scene);
        return scene;
    }

    /** Writes down what is to be remembered. */
    void keep(Stage stage) {
        WindowState.keep(context.settings(), stage, context.theme());
        context.settings().put("place", context.navigator().place().toString());
        context.settings()
                .put(
                        "workspace",
                        context.session()
                                .workspace()
                                .map(open -> open.directory().toString())
                                .orElse(""));
        context.settings().save();
    }
}
