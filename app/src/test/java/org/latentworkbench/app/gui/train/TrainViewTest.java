package org.latentworkbench.app.gui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentworkbench.app.SweepFiles;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.control.FigureView;
import org.latentworkbench.app.gui.control.TabStrip;
import org.latentworkbench.app.gui.launch.Composition;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.workspace.UserFolders;
import org.latentworkbench.engine.workspace.Workspace;

class TrainViewTest extends FxTest {
    @TempDir
    Path folder;

    private Composition open() throws IOException {
        try (Workspace workspace = Workspace.open(folder.resolve("tinystories-lab"))) {
            RunFiles.model(workspace);
            RunFiles.run(workspace, "topk-1", "topk", List.of(), 5000, 5000, 0.118);
            RunFiles.run(workspace, "matryoshka-1", "matryoshka", List.of(16, 64, 192, 576, 2048), 5000, 5000, 0.131);
            RunFiles.run(workspace, "batchtopk-1", "batchtopk", List.of(), 3100, 5000, 0.114);
        }
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition made = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
        fx(() -> made.context().session().open(folder.resolve("tinystories-lab"), () -> made.context()
                .navigator()
                .go(new Address("run", "matryoshka-1"))));
        return made;
    }

    private static boolean shows(Composition made, int runs) {
        made.frame().applyCss();
        made.frame().layout();
        return made.frame().lookup("#runs") instanceof TableView<?> table
                && table.getItems().size() == runs;
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 2560, 1440"})
    void looksAsDrawn(ThemeMode mode, int width, int height) throws IOException {
        Composition made = open();
        fx(() -> made.context().theme().modeProperty().set(mode));
        show(made.frame(), width, height, made.context().theme());
        await("three runs", () -> shows(made, 3));
        snapshot(
                "train-" + mode.name().toLowerCase(Locale.ROOT) + "-" + width,
                made.frame().getScene());
        assertThat(fxGet(() -> made.context().navigator().place().toString())).isEqualTo("run:matryoshka-1");
        fx(() -> made.context().session().close());
    }

    private Composition openSweep(double staying, ThemeMode mode, int width, int height) throws IOException {
        try (Workspace workspace = Workspace.open(folder.resolve("tinystories-lab"))) {
            SweepFiles.write(workspace, "sizes", staying);
        }
        Composition made = open();
        fx(() -> made.context().theme().modeProperty().set(mode));
        show(made.frame(), width, height, made.context().theme());
        await("runs", () -> made.frame().lookup("#train-tabs") instanceof TabStrip<?>);
        fx(() -> choose(made, "Sweep"));
        await("the sweep", () -> {
            made.frame().applyCss();
            made.frame().layout();
            return made.frame().lookup("#sweep-runs") instanceof TableView<?> table
                    && table.getItems().size() == 12
                    && made.frame().lookup("#sweep-scaling") instanceof FigureView view
                    && view.figureProperty().get() != null;
        });
        return made;
    }

    private static String fitWords(Composition made) {
        return fxGet(() -> ((Label) made.frame().lookup("#sweep-fit")).getText());
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 2560, 1440"})
    void aSweepShowsItsFrontierAndItsScalingFit(ThemeMode mode, int width, int height) throws IOException {
        Composition made = openSweep(0.3, mode, width, height);
        assertThat(fitWords(made)).containsPattern("ζ −[0-9.]+ \\(").containsPattern("η −?[0-9.]+ \\(");
        snapshot(
                "train-sweep-" + mode.name().toLowerCase(Locale.ROOT) + "-" + width,
                made.frame().getScene());
        fx(() -> made.context().session().close());
    }

    @Test
    void coefficientsThatTheRunsDoNotTellHaveNoFigures() throws IOException {
        Composition made = openSweep(0, ThemeMode.DARK, 1280, 800);
        assertThat(fitWords(made))
                .contains("ζ and η not identified by these runs, R² ")
                .doesNotContainPattern("[ζη] −?[0-9]")
                .endsWith("The runs do not show a loss that stays at any width.");
        snapshot("train-sweep-unidentified", made.frame().getScene());
        fx(() -> made.context().session().close());
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, 1280, 800", "DARK, 1280, 800", "LIGHT, 2560, 1440"})
    void theToyLabTrainsBothSideBySide(ThemeMode mode, int width, int height) throws IOException {
        Composition made = open();
        fx(() -> made.context().theme().modeProperty().set(mode));
        show(made.frame(), width, height, made.context().theme());
        await("the tabs", () -> made.frame().lookup("#train-tabs") instanceof TabStrip<?>);
        fx(() -> choose(made, "Toy lab"));
        ToyPane toy = fxGet(() -> (ToyPane) made.frame().lookup("#toy-lab"));
        fx(() -> {
            toy.model().steps.set(3000);
            ((Button) toy.lookup("#toy-again")).fire();
        });
        await("the end of the training", () -> {
            ToyPicture picture = toy.model().pictureProperty().get();
            return picture != null && picture.steps() == 3000 && picture.isDone();
        });
        assertThat(fxGet(() -> toy.model().wordsProperty().get())).contains("Matryoshka");
        snapshot(
                "train-toy-" + mode.name().toLowerCase(Locale.ROOT) + "-" + width,
                made.frame().getScene());
        fx(() -> made.context().session().close());
    }

    private static void choose(Composition made, String tab) {
        made.frame().lookupAll(".tab-button").stream()
                .filter(node -> tab.equals(node.getAccessibleText()))
                .map(ToggleButton.class::cast)
                .findFirst()
                .orElseThrow()
                .fire();
    }

    @Test
    void withoutDataItSaysHowToGetSome() {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition made = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
        fx(() -> made.context().theme().modeProperty().set(ThemeMode.LIGHT));
        fx(() -> made.context()
                .session()
                .open(folder.resolve("empty"), () -> made.context().navigator().go(new Address("run", ""))));
        show(made.frame(), 1280, 800, made.context().theme());
        await(
                "the empty state",
                () -> robot.lookup("#train-bring-stories").tryQuery().isPresent());
        snapshot("train-empty", made.frame().getScene());
        fx(() -> made.context().session().close());
    }

    @Test
    void aWrongFieldIsMarkedAndTheButtonIsOff() throws IOException {
        Composition made = open();
        show(made.frame(), 1000, 800, made.context().theme());
        await("three runs", () -> shows(made, 3));
        Button start = node("#train-start");
        await("a form that can start", () -> !start.isDisabled());
        robot.clickOn("#train-width").push(javafx.scene.input.KeyCode.CONTROL, javafx.scene.input.KeyCode.A);
        robot.write("12");
        await("off", start::isDisabled);
        snapshot("train-wrong", made.frame().getScene());
        fx(() -> made.context().session().close());
    }
}
