package org.latentworkbench.app.gui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.workspace.RecentWorkspaces;
import org.latentworkbench.engine.workspace.SettingsFile;
import org.latentworkbench.engine.workspace.UserFolders;
import org.latentworkbench.engine.workspace.Workspace;

class WorkbenchFrameTest extends FxTest {
    @TempDir
    Path folder;

    private Composition made;

    @BeforeEach
    void build() {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        var recents = new RecentWorkspaces(new SettingsFile(folder.resolve("settings.json")), folder);
        for (String name : new String[] {"own-poems", "class-of-november", "tinystories-lab"}) {
            try (Workspace workspace = Workspace.open(folder.resolve(name))) {
                recents.add(workspace.directory());
            }
        }
        made = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
    }

    @ParameterizedTest
    @EnumSource(value = ThemeMode.class, names = "SYSTEM", mode = EnumSource.Mode.EXCLUDE)
    void startPage(ThemeMode mode) {
        fx(() -> made.context().theme().modeProperty().set(mode));
        show(made.frame(), 1280, 800, made.context().theme());
        await("recent workspaces", () -> robot.lookup("#recent-list").query().isVisible());
        snapshot(
                "start-" + mode.name().toLowerCase(java.util.Locale.ROOT),
                made.frame().getScene());
        assertThat(robot.lookup("#open-demo").tryQuery()).isPresent();
    }

    @Test
    void paletteFindsAndRuns() {
        show(made.frame(), 1000, 700, made.context().theme());
        boolean before = fxGet(() -> made.context().theme().isDark());
        robot.push(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.K);
        await("palette", () -> robot.lookup("#palette").tryQuery().isPresent());
        robot.write("light dark");
        snapshot("palette", made.frame().getScene());
        robot.push(javafx.scene.input.KeyCode.ENTER);
        await("theme changed", () -> made.context().theme().isDark() != before);
        await("palette closed", () -> robot.lookup("#palette").tryQuery().isEmpty());
    }
}
