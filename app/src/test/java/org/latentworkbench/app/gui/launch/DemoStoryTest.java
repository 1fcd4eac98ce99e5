package org.latentworkbench.app.gui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.QueryEditor;
import org.latentworkbench.app.gui.dialog.StageDialogs;
import org.latentworkbench.app.gui.task.JobState;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.LatentTree;
import org.latentworkbench.engine.tree.TreeEdge;
import org.latentworkbench.engine.tree.TreeOptions;
import org.latentworkbench.engine.workspace.UserFolders;

/** From the first start through the demo to a mended search, by the real engine. */
@Tag("slow")
class DemoStoryTest extends FxTest {
    @TempDir
    Path folder;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void theDemoIsMadeAndWalkedThrough() {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition made = fxGet(() -> Composition.of(
                Lanes.ofToolkit(), folders, folder.resolve("demo"), DemoSettings.fast(1), StageDialogs::new));
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
        LatentForest forest = forest(made);
        TreeEdge edge = forest.edges().stream()
                .filter(candidate -> forest.isBest(candidate))
                .findFirst()
                .orElseThrow();
        pickInTheTable(edge.child());
        followTheParentInTheTree(made, edge);
        searchWithAMistakeAndMendIt(scene);
        openTheBestResult();
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

    private static LatentForest forest(Composition made) {
        LatentIndex index =
                made.context().session().opened().orElseThrow().index().orElseThrow();
        return LatentTree.openOrBuild(index, JobContext.silent()).at(TreeOptions.DEFAULT);
    }

    private void pickInTheTable(int latent) {
        TableView<?> table = node("#latents");
        await("rows", () -> !table.getItems().isEmpty());
        robot.clickOn("#filter-id").write(Integer.toString(latent));
        await("one row", () -> table.getItems().size() == 1);
        robot.clickOn((Node)
                robot.lookup("#latents .label-cell").queryAll().iterator().next());
        await("its page", () -> shownLatent().equals(Figures.count(latent)));
        await(
                "its contexts",
                () -> !robot.lookup("#contexts .token-strip").queryAll().isEmpty());
    }

    private void followTheParentInTheTree(Composition made, TreeEdge edge) {
        robot.clickOn((Node) robot.lookup((Node node) -> "Show in the tree".equals(node.getAccessibleText()))
                .query());
        await("the tree", () -> robot.lookup("#tree-drawing").tryQuery().isPresent());
        await("the child is chosen", () -> place(made).endsWith("/" + edge.child()));
        await(
                "parent against child",
                () -> !robot.lookup("#pair-strips .token-strip").queryAll().isEmpty());
        fx(() -> node("#tree-drawing").requestFocus());
        robot.push(KeyCode.LEFT);
        await("its parent is chosen", () -> place(made).endsWith("/" + edge.parent()));
    }

    private static String place(Composition made) {
        return made.frame().view().addressProperty().get().rest();
    }

    private void searchWithAMistakeAndMendIt(Scene scene) {
        robot.clickOn("#rail-search");
        await("the editor", () -> robot.lookup("#query").tryQuery().isPresent());
        QueryEditor editor = node("#query");
        fx(() -> editor.textProperty().set("( little| big) girl+"));
        await("the mistake is explained", () -> robot.lookup("#fix").query().isVisible());
        assertThat(this.<Label>node("#query-words").getText()).contains("( girl)+");
        snapshot("demo-search-mistake", scene);
        robot.clickOn("#fix");
        await("it is mended", () -> editor.textProperty().get().equals("( little| big)( girl)+"));
        await(
                "latents are ranked",
                () -> !this.<TableView<?>>node("#ranked").getItems().isEmpty());
    }

    private void openTheBestResult() {
        TableView<?> ranked = node("#ranked");
        await(
                "contexts of the best",
                () -> !robot.lookup("#examples .token-strip").queryAll().isEmpty());
        fx(ranked::requestFocus);
        robot.push(KeyCode.ENTER);
        await(
                "the page of the best",
                () -> robot.lookup("#latent-id").tryQuery().isPresent());
        await(
                "its contexts",
                () -> !robot.lookup("#contexts .token-strip").queryAll().isEmpty());
    }

    private String shownLatent() {
        return this.<Label>node("#latent-id").getText();
    }
}
