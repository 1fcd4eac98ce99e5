package org.latentworkbench.app.gui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.scene.control.Label;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.task.RunningJob;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.workspace.UserFolders;

class FrameStatesTest extends FxTest {
    @TempDir
    Path folder;

    private final CountDownLatch release = new CountDownLatch(1);
    private Composition made;

    @BeforeEach
    void build() {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        made = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
        fx(() -> made.context().theme().modeProperty().set(ThemeMode.LIGHT));
    }

    @AfterEach
    void letGo() {
        release.countDown();
    }

    private String training(JobContext context) {
        context.message("step");
        context.progress(4340, 7000);
        context.metric("tokens/s", 68_000);
        try {
            while (!release.await(5, TimeUnit.MILLISECONDS)) {
                context.checkCancelled();
            }
        } catch (InterruptedException e) {
            throw new CancelledException("Stopped.");
        }
        return "done";
    }

    private RunningJob<String> submit(String title) {
        return fxGet(() -> made.context().jobs().submit(title, this::training));
    }

    @Test
    void theJobAtWorkIsInTheStatusBarAndCanBeStopped() {
        show(made.frame(), 1280, 800, made.context().theme());
        RunningJob<String> first = submit("Train gated-8x");
        submit("Index gated-8x");
        RunningJob<String> third = submit("Train topk-2");
        await("progress", () -> first.snapshot().fraction() > 0.5);
        await("strip", () -> labels("#job-strip").contains("62 %"));
        assertThat(labels("#job-strip")).contains("Train gated-8x", "step 4,340 of 7,000", "68 k tokens/s");
        robot.clickOn("#job-more");
        await("list", () -> robot.lookup("#job-list").tryQuery().isPresent());
        fx(() -> {
            made.context().notifier().info("matryoshka-2 is trained and indexed.", "Show its latents", () -> {});
            made.context()
                    .notifier()
                    .error(
                            "poems.txt could not be imported",
                            new BadInputException(
                                    "The file is not UTF-8: byte 0xE9 at offset 4,112. Convert it first."));
        });
        await("notices have slid in", () -> robot.lookup("#notices .notice").queryAll().stream()
                .allMatch(notice -> notice.getTranslateX() == 0));
        snapshot("jobs-and-notices", made.frame().getScene());
        robot.push(KeyCode.ESCAPE);
        await("list closed", () -> robot.lookup("#job-list").tryQuery().isEmpty());
        fx(third::cancel);
        robot.clickOn("#job-stop");
        await("stopped", () -> first.state() == JobState.STOPPED);
    }

    @Test
    void settingsChangeTheLookAtOnce() {
        show(made.frame(), 1280, 800, made.context().theme());
        robot.clickOn("#settings");
        await("card", () -> robot.lookup(".settings-card").tryQuery().isPresent());
        snapshot("settings", made.frame().getScene());
        robot.clickOn("Dark");
        await("dark", () -> made.context().theme().isDark());
        fx(() -> made.context().theme().scaleProperty().set(1.5));
        await("scaled", () -> node("#commands").getLayoutBounds().getHeight() == 42);
        snapshot("start-dark-150", made.frame().getScene());
    }

    private java.util.List<String> labels(String selector) {
        return robot.lookup(selector + " .label").queryAllAs(Label.class).stream()
                .filter(Label::isVisible)
                .map(Label::getText)
                .toList();
    }
}
