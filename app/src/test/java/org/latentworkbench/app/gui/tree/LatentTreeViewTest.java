package org.latentworkbench.app.gui.tree;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.DemoWindow;

class LatentTreeViewTest extends DemoWindow {
    @Test
    void holdsAParentAgainstAChild() {
        showWindow();
        int parent = DemoFixture.latent("female name");
        int child = DemoFixture.latent("Lily");
        go("tree:" + DemoFixture.SAE + "/" + parent + "/" + child);
        await(
                "the pair",
                () -> robot.lookup("#pair-strips .token-strip").queryAll().size() > 1);
        pictures("tree");
        assertThat(this.<Label>node("#tree-count").getText()).contains("nodes");
    }
}
