package org.latentworkbench.app.gui.search;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoWindow;
import org.latentworkbench.app.gui.control.QueryEditor;

class SearchViewTest extends DemoWindow {
    @Test
    void ranksLatentsAsThePatternIsTyped() {
        showWindow();
        go("search:# girls who speak%0Aname = ( Lily| Sue| Mia| Anna)%0A[name] said");
        TableView<?> ranked = node("#ranked");
        await("ranked latents", () -> !ranked.getItems().isEmpty());
        await(
                "examples",
                () -> robot.lookup("#examples .token-strip").queryAll().size() > 1);
        pictures("search");
        fx(() -> this.<QueryEditor>node("#query").textProperty().set("( big| small) cat+"));
        await("error", () -> robot.lookup("#fix").query().isVisible());
        snapshot("search-error", window.frame().getScene());
        assertThat(this.<Label>node("#query-words").getText()).contains("( cat)+");
    }
}
