package org.latentworkbench.app.gui.latents;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoFixture;
import org.latentworkbench.app.gui.DemoWindow;

class LatentsViewTest extends DemoWindow {
    @Test
    void showsTheTableAndThePageOfALatent() {
        showWindow();
        int names = DemoFixture.latent("female name");
        go("latent:" + DemoFixture.SAE + "/" + names);
        TableView<?> table = node("#latents");
        await("rows", () -> !table.getItems().isEmpty());
        await("page", () -> this.<Label>node("#latent-id").getText().equals(Integer.toString(names)));
        await("contexts", () -> robot.lookup(".token-strip").queryAll().size() > 2);
        pictures("latents");
        assertThat(this.<Label>node("#latent-count").getText()).contains(" of ");
    }
}
