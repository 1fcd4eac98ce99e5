package org.latentworkbench.app.gui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.TableView;
import javafx.scene.control.TextInputControl;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.Answers;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.control.QueryEditor;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.workspace.UserFolders;
import org.latentworkbench.engine.workspace.Workspace;
import tools.jackson.databind.JsonNode;

/**
 * A published model and published text through the window alone: imported, trained on, indexed, its tree and its searches. With
 * {@code -Dstory.size=full} in the size of the README, else small.
 */
@Tag("slow")
class RealModelStoryTest extends FxTest {
    private static final Path DATA = Path.of("..", "..", "shared", "data");
    private static final Path MODEL = DATA.resolve("models/stories260K/hf");
    private static final Path TEXT = DATA.resolve("corpora/tinystories_combined.txt");
    private static final boolean FULL = "full".equals(System.getProperty("story.size"));
    private static final int PREFIX_BYTES = 200_000;

    private static final Map<String, String> FORM = FULL
            ? Map.of("width", "2048", "k", "16", "prefixes", "128, 512, 2048", "batch", "2048", "steps", "1500")
            : Map.of("width", "256", "k", "8", "prefixes", "32, 256", "batch", "512", "steps", "120");

    private static final String NAMES = "( Lily| Tim| Tom| Ben| Mia| Sue)";
    private static final String QUOTES = "[re `.*\".*`]";
    private static final String ENDS = "[re `[.!?]`]";

    @TempDir
    Path folder;

    private final Answers answers = new Answers();
    private Composition window;
    private Scene scene;

    @BeforeEach
    void openAnEmptyWorkspace() {
        Assumptions.assumeTrue(
                Files.exists(MODEL) && Files.exists(TEXT), "skipped: the test material is not on this machine");
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        window = fxGet(() -> Composition.of(
                Lanes.ofToolkit(), folders, folder.resolve("demo"), DemoSettings.fast(1), (_, _) -> answers));
        fx(() -> window.context().theme().modeProperty().set(ThemeMode.LIGHT));
        scene = show(window.frame(), 1280, 800, window.context().theme()).getScene();
    }

    @Test
    @Timeout(value = 40, unit = TimeUnit.MINUTES)
    void aPublishedModelFromItsFilesToItsLatents(TestReporter reporter) throws IOException {
        answers.folder(folder.resolve("lab"));
        robot.clickOn("#workspace-new");
        await(
                "an empty workspace",
                () -> robot.lookup("#train-bring-stories").tryQuery().isPresent());
        importModelAndText();
        fillTheForm();
        robot.clickOn("#train-start");
        patiently("trained and indexed", () -> window.context().session().opened().stream()
                .anyMatch(open -> open.index().isPresent()));
        snapshot("real-train", scene);
        JsonNode run = Manifest.readTree(folder.resolve("lab/saes/real/run.json"));
        assertThat(run.path("source").path("rows").path("cache").isNull()).isTrue();
        assertThat(run.path("result").path("fvu").asDouble()).isBetween(0.01, FULL ? 0.12 : 0.6);
        assertThat(run.path("result").path("l0").asDouble()).isBetween(4.0, 20.0);
        String tree = openTheTree();
        Map<String, List<Double>> found = search();
        assertThat(found.get(NAMES).getFirst()).isGreaterThan(FULL ? 0.4 : 0.1);
        assertThat(found.get(QUOTES).getFirst()).isGreaterThan(FULL ? 0.4 : 0.1);
        assertThat(found.get(ENDS).getFirst()).isGreaterThan(FULL ? 0.9 : 0.3);
        reporter.publishEntry(Map.of("run", run.path("result").toString(), "tree", tree, "searches", found.toString()));
        // The latents are still being explained: their file must not appear while the folder is taken away.
        fx(() -> window.context().jobs().cancelAll());
        patiently("the jobs to end", () -> !window.context().jobs().isBusy());
        fx(() -> window.context().session().close());
    }

    private void importModelAndText() throws IOException {
        answers.folder(MODEL);
        robot.clickOn("#import-model");
        await("the model", () -> !lab().models().isEmpty());
        assertThat(lab().models()).containsExactly("stories260K");
        byte[] text = Files.readAllBytes(TEXT);
        Path file = folder.resolve("tinystories.txt");
        Files.write(file, FULL ? text : Arrays.copyOf(text, PREFIX_BYTES));
        if (!FULL) { // never in the middle of a character
            String whole = new String(text, 0, PREFIX_BYTES, StandardCharsets.UTF_8);
            Files.writeString(file, whole.substring(0, whole.lastIndexOf('\n')));
        }
        answers.files(List.of(file));
        robot.clickOn("#import-texts");
        patiently("the corpus", () -> !lab().corpora().isEmpty());
        assertThat(lab().corpora()).containsExactly("tinystories");
        await(
                "the form",
                () -> !robot.lookup("#train-bring-stories").query().getParent().isVisible());
    }

    private Workspace lab() {
        return window.context().session().workspace().orElseThrow();
    }

    private void fillTheForm() {
        fx(() -> {
            ComboBox<String> hook = node("#train-hook");
            hook.getEditor().setText("resid_post.2");
            this.<TextInputControl>node("#train-name").setText("real");
            FORM.forEach((field, text) ->
                    this.<TextInputControl>node("#train-" + field).setText(text));
        });
        await("the form can start", () -> !node("#train-start").isDisabled());
        snapshot("real-form", scene);
    }

    /** Nodes of the tree; those of a small run have few edges. */
    private String openTheTree() {
        robot.clickOn("#rail-tree");
        await("the tree or what it needs", () -> shows("Compute the tree") || isTreeShown());
        if (fxGet(() -> shows("Compute the tree"))) {
            robot.clickOn("Compute the tree");
        }
        patiently("the tree", this::isTreeShown);
        snapshot("real-tree", scene);
        return this.<Label>node("#tree-count").getText();
    }

    private boolean isTreeShown() {
        return robot.lookup("#tree-count").tryQueryAs(Label.class).stream()
                .anyMatch(label -> label.getText().matches("[1-9].*"));
    }

    private boolean shows(String words) {
        return robot.lookup((Node node) -> node instanceof Labeled labeled
                        && words.equals(labeled.getText())
                        && node.isVisible()
                        && node.getParent().isVisible())
                .tryQuery()
                .isPresent();
    }

    /** Cosine, precision and recall of the best latent for each query. */
    private Map<String, List<Double>> search() {
        robot.clickOn("#rail-search");
        await("the editor", () -> robot.lookup("#query").tryQuery().isPresent());
        QueryEditor editor = node("#query");
        Map<String, List<Double>> found = new LinkedHashMap<>();
        for (String query : List.of(NAMES, QUOTES, ENDS)) {
            fx(() -> editor.textProperty().set(query));
            patiently(
                    "an answer to " + query,
                    () -> window.frame().view().addressProperty().get().rest().equals(query));
            found.put(query, fxGet(() -> List.of(best("cosine"), best("precision"), best("recall"))));
            snapshot("real-search-" + found.size(), scene);
        }
        return found;
    }

    private double best(String column) {
        TableView<?> ranked = node("#ranked");
        return ranked.getColumns().stream()
                .filter(each -> column.equals(each.getText()))
                .map(each -> ((Number) each.getCellData(0)).doubleValue())
                .findFirst()
                .orElseThrow();
    }

    /** As {@code await}, for what takes minutes in full size. */
    private static void patiently(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(FULL ? 35 : 3);
        while (!fxGet(condition::getAsBoolean) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
        await(what, condition);
    }
}
