package org.latentworkbench.app.gui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.workspace.UserFolders;

/** From the first start to the latents of the demo, by the real engine. */
@Tag("slow")
class DemoStoryTest extends FxTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void theDemoIsMadeOnceAndThenOpened() {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition made =
                fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo"), DemoSettings.fast(1)));
        fx(() -> made.context().theme().modeProperty().set(ThemeMode.LIGHT));
        Scene scene = show(made.frame(), 1280, 800, made.context().theme()).getScene();
        await("the start page", () -> robot.lookup("#open-demo").tryQuery().isPresent());
        robot.clickOn("#open-demo");
        await("a job", () -> !made.context().jobs().list().isEmpty());
        var job = fxGet(() -> made.context().jobs().list().getFirst());
        await("half of it", () -> job.snapshot().fraction() > 0.3 || job.state().isFinished());
        snapshot("demo-running", scene);
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(8);
        while (!fxGet(() -> job.state().isFinished()) && System.nanoTime() < end) {
            await("progress", () -> true);
            java.util.concurrent.locks.LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
        }
        assertThat(fxGet(job::failure)).isEmpty();
        assertThat(fxGet(job::state)).isEqualTo(JobState.DONE);
        await("the latents", () -> made.context().navigator().place().toString().startsWith("latent:"));
        await("an index", () -> made.context().session().opened().stream()
                .anyMatch(open -> open.index().isPresent()));
        snapshot("demo-latents", scene);
        robot.push(KeyCode.ALT, KeyCode.HOME);
        await(
                "a painted sentence",
                () -> robot.lookup("#start-sentence").query().isVisible()
                        && robot.lookup("#start-sentence")
                                        .query()
                                        .getLayoutBounds()
                                        .getWidth()
                                > 100
                        && robot.lookup(".start-sentence").query().isVisible());
        snapshot("start-with-demo", scene);
        fx(() -> made.context().session().close());
    }
}
