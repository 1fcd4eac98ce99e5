package org.latentworkbench.app.gui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.TreeView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.DemoWindow;
import org.latentworkbench.app.gui.control.ValueSlider;

class LatentTreeViewTest extends DemoWindow {
    private void open() {
        showWindow();
        go("tree:" + DemoFixture.SAE + "/" + DemoFixture.latent("female name") + "/" + DemoFixture.latent("Lily"));
        await(
                "the pair",
                () -> robot.lookup("#pair-strips .token-strip").queryAll().size() > 1);
    }

    private String count() {
        return this.<Label>node("#tree-count").getText();
    }

    @Test
    void holdsAParentAgainstAChild() {
        open();
        pictures("tree");
        robot.clickOn((javafx.scene.Node) node("#tree-drawing"));
        fx(() -> node("#tree-drawing").requestFocus());
        robot.push(KeyCode.PLUS).push(KeyCode.PLUS);
        await("zoomed", () -> this.<Label>node("#zoom").getText().equals("225 %"));
        snapshot("tree-zoomed", window.frame().getScene());
        largePictures("tree");
    }

    @Test
    void slidersCutTheTreeAtOnce() {
        open();
        String before = count();
        fx(() -> this.<ValueSlider>node("#score").valueProperty().set(0.9));
        await("another tree", () -> !count().equals(before));
        fx(() -> this.<ValueSlider>node("#score").valueProperty().set(0.6));
        await("the same again", () -> count().equals(before));
    }

    @Test
    void findsNodesByNameAndWalksByKeys() {
        open();
        robot.clickOn("#tree-find").write("Mia");
        TreeView<Integer> outline = node("#tree-outline");
        await(
                "found",
                () -> outline.getRoot().getChildren().size() < 5
                        && !outline.getRoot().getChildren().isEmpty());
        robot.push(KeyCode.ESCAPE);
        await("all again", () -> outline.getRoot().getChildren().size() > 5);
        fx(() -> node("#tree-drawing").requestFocus());
        robot.push(KeyCode.LEFT);
        await("the parent is chosen", () -> window.frame()
                .view()
                .addressProperty()
                .get()
                .rest()
                .endsWith("/" + DemoFixture.latent("female name")));
        assertThat(outline.getSelectionModel().getSelectedItem().getValue())
                .isEqualTo(DemoFixture.latent("female name"));
    }
}
