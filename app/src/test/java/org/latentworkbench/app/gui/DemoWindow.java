package org.latentworkbench.app.gui;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.launch.Composition;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.workspace.UserFolders;

/** A test of the whole window with the fixture's workspace open. */
public abstract class DemoWindow extends FxTest {
    @TempDir
    protected Path folder;

    protected Composition window;

    @BeforeEach
    void openFixture() {
        Path workspace = DemoFixture.copyTo(folder.resolve("tinystories-lab"));
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        window = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
        fx(() -> window.context().theme().modeProperty().set(ThemeMode.LIGHT));
        fx(() -> window.context().session().open(workspace, () -> {}));
        await(
                "the autoencoder is open",
                () -> window.context().session().opened().isPresent());
    }

    /** Shows the window at the size of the design. */
    protected Scene showWindow() {
        return show(window.frame(), 1280, 800, window.context().theme()).getScene();
    }

    protected void go(String address) {
        fx(() -> window.context().navigator().go(Address.parse(address)));
    }

    /** Pictures at both sizes and in both themes, to be looked at. */
    protected void pictures(String name) {
        for (ThemeMode mode : new ThemeMode[] {ThemeMode.LIGHT, ThemeMode.DARK}) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            String suffix = "-" + mode.name().toLowerCase(Locale.ROOT);
            snapshot(name + suffix, window.frame().getScene());
        }
        fx(() -> window.context().theme().modeProperty().set(ThemeMode.LIGHT));
    }

    /**
     * Pictures of a projector's size. The screen of the tests is smaller, so the frame is taken out of its window: the last thing a
     * test does.
     */
    protected void largePictures(String name) {
        fx(() -> window.frame().getScene().setRoot(new StackPane()));
        Scene large = scene(window.frame(), 2560, 1440, window.context().theme());
        for (ThemeMode mode : new ThemeMode[] {ThemeMode.LIGHT, ThemeMode.DARK}) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            for (int pass = 0; pass < 3; pass++) {
                fx(() -> {
                    large.getRoot().applyCss();
                    large.getRoot().layout();
                });
            }
            snapshot(name + "-2560-" + mode.name().toLowerCase(Locale.ROOT), large);
        }
    }
}
