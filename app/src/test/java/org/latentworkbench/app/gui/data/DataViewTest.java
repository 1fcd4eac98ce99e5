package org.latentworkbench.app.gui.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.Answers;
import org.latentworkbench.app.gui.Drops;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.launch.Composition;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.pipeline.Harvest;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.workspace.UserFolders;
import org.latentworkbench.engine.workspace.Workspace;

/** Imports, looks at, deletes and brings back what there is, through the window. */
class DataViewTest extends FxTest {
    @TempDir
    Path folder;

    private final Answers answers = new Answers();
    private Composition window;
    private Scene scene;

    private void open(Path directory) {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        window = fxGet(() -> Composition.of(
                Lanes.ofToolkit(), folders, folder.resolve("demo"), DemoSettings.fast(1), (_, _) -> answers));
        fx(() -> window.context().theme().modeProperty().set(ThemeMode.LIGHT));
        scene = show(window.frame(), 1280, 800, window.context().theme()).getScene();
        fx(() -> window.context()
                .session()
                .open(directory, () -> window.context().navigator().go(new Address("data", ""))));
        await("the view", () -> robot.lookup("#data").tryQuery().isPresent());
    }

    private Workspace lab() {
        return window.context().session().workspace().orElseThrow();
    }

    @Test
    void fromNothingToACorpusAndBackFromTheTrash() throws IOException {
        Path models = folder.resolve("other");
        try (Workspace other = Workspace.open(models)) {
            answers.folder(other.modelDir(new BuiltInModelImport(other).run(JobContext.silent())));
        }
        open(folder.resolve("lab"));
        await("the empty state", () -> robot.lookup("#data-empty").query().isVisible());
        snapshot("data-empty", scene);
        robot.clickOn("#data-empty #import-model");
        await("the model", () -> title().equals("stories"));
        answers.files(List.of(Files.writeString(
                folder.resolve("poems.txt"), "Once upon a time there was a little girl named Lily. She had a cat.\n")));
        fx(() -> window.context().actions().get("import.texts").fire());
        await("the corpus", () -> !lab().corpora().isEmpty());
        fx(() -> window.context().navigator().go(new Address("data", "corpora/poems")));
        await(
                "its contexts",
                () -> !robot.lookup("#data-preview .token-strip").queryAll().isEmpty());
        await(
                "its counts",
                () -> !robot.lookup("#data-counts .count-row").queryAll().isEmpty());
        robot.clickOn("#data-delete");
        await("it is gone", () -> lab().corpora().isEmpty() && title().equals("stories"));
        assertThat(answers.asked()).noneMatch(question -> question.startsWith("Delete"));
        await(
                "the trash says so",
                () -> this.<Label>node("#data-trash").getText().matches("trash .*B"));
        snapshot("data-deleted", scene);
        fx(() -> window.context().actions().get("undo").fire());
        await("it is back", () -> lab().corpora().contains("poems"));
        fx(() -> window.context().session().close());
    }

    /** What is dropped anywhere on the window is imported, whatever it is; what is nothing of ours is not. */
    @Test
    void filesAreDroppedOnTheWindow() throws IOException {
        Path stories;
        try (Workspace other = Workspace.open(folder.resolve("other"))) {
            stories = other.modelDir(new BuiltInModelImport(other).run(JobContext.silent()));
        }
        Path text = Files.writeString(folder.resolve("poems.txt"), "Once upon a time there was a cat.\n");
        Path values = vectors("vectors.safetensors", 128);
        open(folder.resolve("lab"));
        fx(() -> assertThat(Drops.drop(window.frame(), stories)).isTrue());
        await("the model", () -> lab().models().contains("stories"));
        fx(() -> assertThat(Drops.drop(window.frame(), text)).isTrue());
        await("the corpus", () -> lab().corpora().contains("poems"));
        answers.text("resid_post.2");
        fx(() -> assertThat(Drops.drop(window.frame(), values)).isTrue());
        await("the activations", () -> lab().activations().contains("vectors"));
        go("activations/vectors");
        await("their page", () -> title().equals("vectors"));
        snapshot("data-dropped", scene);
        fx(() -> window.context().session().close());
    }

    /** Activations from elsewhere are chosen in a dialog; what cannot be true of them is said, and nothing is left behind. */
    @Test
    void activationsAreChosenInADialog() throws IOException {
        Path directory = folder.resolve("lab");
        try (Workspace made = Workspace.open(directory)) {
            new BuiltInModelImport(made).run(JobContext.silent());
        }
        open(directory);
        answers.text("resid_post.2");
        importActivations(Files.writeString(folder.resolve("broken.npy"), "no numbers"));
        await("the complaint", () -> says("broken.npy"));
        importActivations(vectors("narrow.safetensors", 64));
        await("what does not fit", () -> says("64 dimensions, but resid_post.2 of the model"));
        assertThat(lab().activations()).isEmpty();
        snapshot("data-import-refused", scene);
        importActivations(vectors("mine.safetensors", 128));
        await("the activations", () -> lab().activations().contains("mine"));
        go("activations/mine");
        await("their page", () -> title().equals("mine"));
        fx(() -> window.context().session().close());
    }

    private void importActivations(Path file) {
        answers.files(List.of(file));
        fx(() -> window.context().actions().get("import.activations").fire());
    }

    private Path vectors(String name, int width) {
        float[] values = new float[10 * width];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 - 3;
        }
        Path file = folder.resolve(name);
        SafetensorsWriter.write(file, List.of(TensorData.ofFloats("x", values, 10, width)), Map.of());
        return file;
    }

    @Test
    void onlyWhatAJobUsesCannotBeDeleted() throws InterruptedException {
        Path directory = folder.resolve("lab");
        try (Workspace made = Workspace.open(directory)) {
            String stories = new BuiltInModelImport(made).run(JobContext.silent());
            new StoryCorpus(made, stories, "tales", 20, 64, 1).run(JobContext.silent());
            new StoryCorpus(made, stories, "others", 20, 64, 2).run(JobContext.silent());
        }
        open(directory);
        var end = new CountDownLatch(1);
        fx(() -> window.context().jobs().submit("Read tales", "corpora/tales"::equals, _ -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "";
        }));
        go("corpora/tales");
        await("the corpus", () -> title().equals("tales"));
        robot.clickOn("#data-delete");
        go("corpora/others");
        await("the other", () -> title().equals("others"));
        robot.clickOn("#data-delete");
        await("the other is gone", () -> lab().corpora().equals(List.of("tales")));
        end.countDown();
        go("corpora/tales");
        await("the job is done", () -> !window.context().jobs().isBusy());
        await("the corpus again", () -> title().equals("tales"));
        robot.clickOn("#data-delete");
        await("both are gone", () -> lab().corpora().isEmpty());
        fx(() -> window.context().session().close());
    }

    /** The reference is what the model itself says, once right and once wrong. */
    @Test
    void aModelIsComparedWithAReference() {
        Path directory = folder.resolve("lab");
        Path right = folder.resolve("right.safetensors");
        Path wrong = folder.resolve("wrong.safetensors");
        try (Workspace made = Workspace.open(directory)) {
            Path stories = made.modelDir(new BuiltInModelImport(made).run(JobContext.silent()));
            long[] ids = {0, 5, 9, 30, 7};
            try (LanguageModel model = LanguageModel.load(stories, ComputeDevice.CPU)) {
                float[] logits = model.trace(new int[][] {{0, 5, 9, 30, 7}}).get("logits");
                var input = TensorData.ofLongs("input_ids", DType.I64, ids, 1, 5);
                SafetensorsWriter.write(
                        right,
                        List.of(input, TensorData.ofFloats("logits", logits, 1, 5, logits.length / 5)),
                        Map.of());
                float[] other = logits.clone();
                other[3] += 1;
                SafetensorsWriter.write(
                        wrong, List.of(input, TensorData.ofFloats("logits", other, 1, 5, logits.length / 5)), Map.of());
            }
        }
        open(directory);
        await("the model", () -> title().equals("stories"));
        answers.files(List.of(wrong));
        robot.clickOn("#data-verify");
        await("it differs", () -> says("differs too much from wrong.safetensors"));
        answers.files(List.of(right));
        robot.clickOn("#data-verify");
        await("it agrees", () -> says("agrees with right.safetensors"));
        pictures("data-verified");
        fx(() -> window.context().session().close());
    }

    private boolean says(String words) {
        return robot.lookup(".label").queryAllAs(Label.class).stream()
                .anyMatch(label -> label.getText() != null && label.getText().contains(words));
    }

    @Test
    void everyKindOfThingIsShown() {
        Path directory = folder.resolve("lab");
        try (Workspace made = Workspace.open(directory)) {
            String stories = new BuiltInModelImport(made).run(JobContext.silent());
            new StoryCorpus(made, stories, "tales", 300, 128, 1).run(JobContext.silent());
            new Harvest(made, stories, "tales", HookPoint.parse("resid_post.2"), "acts", true, ComputeDevice.CPU)
                    .run(JobContext.silent());
        }
        open(directory);
        await("the model", () -> title().equals("stories"));
        pictures("data-model");
        go("activations/acts");
        await("the cache", () -> title().equals("acts"));
        pictures("data-cache");
        go("models/stories");
        await("the model again", () -> title().equals("stories"));
        answers.confirm(false);
        robot.clickOn("#data-delete");
        await("the question", () -> answers.asked().stream()
                .anyMatch(question -> question.contains("activation cache acts")));
        assertThat(lab().models()).containsExactly("stories");
        go("corpora/tales");
        await(
                "its counts",
                () -> robot.lookup("#data-counts .count-row").queryAll().size() > 10);
        await(
                "its contexts",
                () -> robot.lookup("#data-preview .token-strip").queryAll().size() > 4);
        pictures("data-corpus");
        fx(() -> scene.setRoot(new StackPane()));
        Scene large = scene(window.frame(), 2560, 1440, window.context().theme());
        for (ThemeMode mode : List.of(ThemeMode.LIGHT, ThemeMode.DARK)) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            snapshot("data-corpus-2560-" + mode.name().toLowerCase(Locale.ROOT), large);
        }
        fx(() -> window.context().session().close());
    }

    private void go(String place) {
        fx(() -> window.context().navigator().go(new Address("data", place)));
    }

    private String title() {
        return robot.lookup("#data-title")
                .tryQueryAs(Label.class)
                .map(Label::getText)
                .orElse("");
    }

    private void pictures(String name) {
        for (ThemeMode mode : List.of(ThemeMode.DARK, ThemeMode.LIGHT)) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            snapshot(name + "-" + mode.name().toLowerCase(Locale.ROOT), scene);
        }
    }
}
