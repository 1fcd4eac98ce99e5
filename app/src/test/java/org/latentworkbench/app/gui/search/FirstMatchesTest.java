package org.latentworkbench.app.gui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.OpenFixture;
import org.latentworkbench.app.gui.control.StripContent;
import org.latentworkbench.app.gui.control.StripItem;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.workspace.SettingsFile;

/** The panes of a search that shows what it has found before it is done; what is published waits until the test lets it through. */
class FirstMatchesTest extends FxTest {
    @TempDir
    Path folder;

    private final HeldPublications published = new HeldPublications();
    private OpenFixture fixture;
    private SearchViewModel model;

    @BeforeEach
    void open() {
        fixture = new OpenFixture(folder);
        var settings = new Settings(new SettingsFile(folder.resolve("settings.json")));
        fx(() -> {
            model = new SearchViewModel(published.lanes(), settings, Duration.ZERO);
            model.openedProperty().set(fixture.opened());
            HBox panes = new HBox(new RankedTable(model, () -> {}), new ExamplesPane(model, () -> {}));
            show(panes, 980, 600, theme(ThemeMode.LIGHT));
        });
    }

    @AfterEach
    void close() throws InterruptedException {
        published.close();
        fixture.close();
    }

    private void type(String script) {
        fx(() -> model.textProperty().set(script));
    }

    @Test
    void contextsAreReadBeforeTheSearchIsDone() throws InterruptedException {
        type("( Lily| Tim)");
        FirstMatches first = published.awaitFirst(model);
        assertThat(fxGet(() -> model.answerProperty().get())).isSameAs(SearchAnswer.NONE);
        assertThat(first.share()).isBetween(0.0, 0.99);
        assertThat(first.matches()).isPositive();
        assertThat(first.items()).isNotEmpty().allSatisfy(item -> {
            StripContent strip = ((StripItem.Strip) item).content();
            assertThat(strip.underlined().cardinality()).isPositive();
            strip.underlined().stream()
                    .forEach(token -> assertThat(strip.texts().get(token)).containsAnyOf("Lily", "Tim"));
        });
        await("strips", () -> !robot.lookup("#examples .token-strip").queryAll().isEmpty());
        assertThat(robot.lookup("#examples-so-far").<Label>query().getText())
                .matches("[0-9,]+ match(es)? so far, [0-9]+ % of the corpus read");
        published.awaitAnswer(model);
        long all = fxGet(() -> model.answerProperty().get().corpora().getFirst().matches());
        assertThat(first.matches()).isLessThan(all);
        assertThat(robot.lookup("#examples-shown").<Label>query().getText()).contains(" of ");
    }

    @Test
    void theNextKeystrokeTakesTheirPlace() throws InterruptedException {
        type("( Lily| Tim)");
        published.awaitFirst(model);
        List<String> seen = new ArrayList<>();
        fx(() -> model.firstMatchesProperty().subscribe(found -> {
            if (found != null) {
                found.items()
                        .forEach(item ->
                                seen.add(((StripItem.Strip) item).content().plainText()));
            }
        }));
        seen.clear();
        type(" dog");
        published.awaitAnswer(model);
        assertThat(fxGet(() -> model.answerProperty().get().query().text())).isEqualTo(" dog");
        assertThat(seen).isNotEmpty().allMatch(text -> text.contains("dog"));
        type("");
        assertThat(fxGet(() -> model.firstMatchesProperty().get())).isNull();
    }
}
