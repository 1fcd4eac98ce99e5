package org.latentworkbench.app.gui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonType;
import javafx.scene.control.ComboBox;
import javafx.scene.control.DialogPane;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.stage.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.launch.Composition;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.workspace.UserFolders;
import org.latentworkbench.engine.workspace.Workspace;

/** The real engine behind the real window: a run from the form to its latents. */
class TrainingStoryTest extends FxTest {
    private static final Map<String, String> SMALL = Map.of(
            "name", "tiny",
            "width", "256",
            "k", "8",
            "prefixes", "32, 256",
            "batch", "256",
            "steps", "60");

    @TempDir
    Path folder;

    @Test
    void aRunFromTheFormToItsLatents() {
        Path directory = folder.resolve("lab");
        try (Workspace workspace = Workspace.open(directory)) {
            String model = new BuiltInModelImport(workspace).run(JobContext.silent());
            new StoryCorpus(workspace, model, "stories", 120, 128, 1).run(JobContext.silent());
        }
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition made = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
        fx(() -> made.context().theme().modeProperty().set(ThemeMode.LIGHT));
        fx(() -> made.context()
                .session()
                .open(directory, () -> made.context().navigator().go(new Address("run", ""))));
        show(made.frame(), 1280, 800, made.context().theme());
        await("data to train on", () -> robot.lookup("#train-start").tryQueryAs(Button.class).stream()
                .anyMatch(start -> !start.isDisabled()));
        fx(() -> SMALL.forEach((field, text) -> ((TextInputControl) node("#train-" + field)).setText(text)));
        await("the form can start", () -> !node("#train-start").isDisabled());
        robot.clickOn("#train-start");
        await(
                "trained and indexed",
                () -> made.context().session().autoencoders().contains("tiny")
                        && made.context().session().opened().stream()
                                .anyMatch(open -> open.index().isPresent()));
        TableView<RunRow> table = node("#runs");
        await(
                "the table says so",
                () -> table.getItems().size() == 1
                        && table.getItems().getFirst().state() == RunState.DONE);
        assertThat(table.getSelectionModel().getSelectedItem())
                .isEqualTo(table.getItems().getFirst());
        MenuButton selector = node("#autoencoder");
        assertThat(selector.isDisabled()).isFalse();
        assertThat(selector.getItems()).extracting(MenuItem::getText).containsExactly("tiny");
        snapshot("train-real", made.frame().getScene());
        RunRow run = table.getItems().getFirst();
        assertThat(robot.lookup(".form-message").queryAllAs(Label.class))
                .extracting(Label::getText)
                .noneMatch(text -> text.contains(" 0 tokens"));
        assertThat(run.steps()).isEqualTo(60);
        assertThat(run.fvu()).isBetween(0.0, 1.0);
        assertThat(run.curves().fvu()).hasDimensions(2, 6);
        stopAndResume(table);
        branch(table);
        sweep(made);
        // The latents are still being explained: their file must not appear while the folder is taken away.
        fx(() -> made.context().jobs().cancelAll());
        await("the jobs to end", () -> !made.context().jobs().isBusy());
        fx(() -> made.context().session().close());
    }

    private void stopAndResume(TableView<RunRow> table) {
        fx(() -> {
            ((TextInputControl) node("#train-name")).setText("second");
            ((TextInputControl) node("#train-steps")).setText("1200");
        });
        await("the form can start again", () -> !node("#train-start").isDisabled());
        robot.clickOn("#train-start");
        await(
                "it trains",
                () -> run(table).state() == RunState.RUNNING && run(table).steps() >= 10);
        await("it can be stopped", () -> !node("#train-stop").isDisabled());
        robot.clickOn("#train-stop");
        await("it has stopped", () -> run(table).state() == RunState.STOPPED);
        long reached = fxGet(() -> run(table).steps());
        assertThat(reached).isLessThan(1200);
        await("it can go on", () -> !node("#train-resume").isDisabled());
        robot.clickOn("#train-resume");
        await("it is done", () -> run(table).state() == RunState.DONE);
        assertThat(fxGet(() -> run(table).steps())).isEqualTo(1200);
    }

    /** A run that begins with a checkpoint of another. */
    private void branch(TableView<RunRow> table) {
        fx(() -> table.getSelectionModel().select(run(table)));
        await("it can be branched", () -> !node("#train-branch").isDisabled());
        robot.clickOn("#train-branch");
        await("the question for the checkpoint", () -> question().isPresent());
        fx(() -> ((Button) question().orElseThrow().lookupButton(ButtonType.OK)).fire());
        await(
                "the form says what it begins with",
                () -> ((Label) node("#train-branch-of")).getText().equals("Begins with second at step 1,200."));
        fx(() -> {
            ((TextInputControl) node("#train-name")).setText("branched");
            ((TextInputControl) node("#train-steps")).setText("1230");
        });
        await("the form can start once more", () -> !node("#train-start").isDisabled());
        robot.clickOn("#train-start");
        await("the branch is done", () -> row(table, "branched")
                .filter(row -> row.state() == RunState.DONE)
                .isPresent());
        assertThat(fxGet(() -> row(table, "branched").orElseThrow().steps())).isEqualTo(1230);
    }

    private static Optional<DialogPane> question() {
        return Window.getWindows().stream()
                .map(window -> window.getScene().getRoot())
                .filter(DialogPane.class::isInstance)
                .map(DialogPane.class::cast)
                .findFirst();
    }

    /** Two values of one setting, one after the other. */
    private void sweep(Composition made) {
        fx(() -> ((TextInputControl) node("#train-steps")).setText("40"));
        fx(() -> made.frame().lookupAll(".tab-button").stream()
                .filter(tab -> "Sweep".equals(tab.getAccessibleText()))
                .map(ToggleButton.class::cast)
                .findFirst()
                .orElseThrow()
                .fire());
        fx(() -> {
            axis("#sweep-first").setValue(SweepViewModel.Axis.K);
            axis("#sweep-second").setValue(SweepViewModel.Axis.SEED);
            ((TextInputControl) node("#train-sweep-name")).setText("pair");
            ((TextInputControl) node("#train-sweep-first-values")).setText("4, 8");
            ((TextInputControl) node("#train-sweep-second-values")).setText("1");
        });
        await("the sweep can start", () -> !node("#sweep-start").isDisabled());
        robot.clickOn("#sweep-start");
        await(
                "both runs of the sweep are there",
                () -> made.context().session().autoencoders().stream()
                                .filter(name -> name.startsWith("pair"))
                                .count()
                        == 2);
        snapshot("train-sweep-real", made.frame().getScene());
    }

    @SuppressWarnings("unchecked")
    private ComboBox<SweepViewModel.Axis> axis(String id) {
        return (ComboBox<SweepViewModel.Axis>) node(id);
    }

    private static Optional<RunRow> row(TableView<RunRow> table, String name) {
        return table.getItems().stream().filter(row -> row.name().equals(name)).findFirst();
    }

    private static RunRow run(TableView<RunRow> table) {
        return table.getItems().stream()
                .filter(row -> row.name().equals("second"))
                .findFirst()
                .orElseGet(() -> table.getItems().getFirst());
    }
}
