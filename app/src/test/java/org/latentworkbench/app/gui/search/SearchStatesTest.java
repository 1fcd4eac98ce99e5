package org.latentworkbench.app.gui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.DemoWindow;
import org.latentworkbench.app.gui.theme.ThemeMode;

/** The whole view while it searches: what is published waits until the test lets it through. */
class SearchStatesTest extends DemoWindow {
    private final HeldPublications published = new HeldPublications();
    private SearchViewModel model;
    private Parent view;

    @BeforeEach
    void build() {
        fx(() -> {
            model = new SearchViewModel(published.lanes(), window.context().settings(), Duration.ZERO);
            view = (Parent) new SearchView(window.context(), model).node();
            show(view, 1208, 728, window.context().theme());
        });
    }

    @AfterEach
    void end() throws InterruptedException {
        fx(() -> model.textProperty().set(""));
        published.close();
    }

    private void type(String script) {
        fx(() -> model.textProperty().set(script));
    }

    private void awaitFirst() throws InterruptedException {
        published.awaitFirst(model);
        await("strips", () -> !robot.lookup("#examples .token-strip").queryAll().isEmpty());
    }

    private void awaitError(String word) throws InterruptedException {
        while (!fxGet(() -> {
            QueryError error = model.errorProperty().get();
            return error != null && error.message().contains(word);
        })) {
            published.next();
        }
    }

    /** Everything that is written where it can be seen. */
    private static List<String> words(Parent root) {
        return fxGet(() -> root.lookupAll(".label").stream()
                .filter(SearchStatesTest::isSeen)
                .map(node -> ((Label) node).getText())
                .filter(text -> text != null && !text.isEmpty())
                .toList());
    }

    private static boolean isSeen(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node instanceof Label;
    }

    private void pictures(String name, double width, double height) {
        for (ThemeMode mode : new ThemeMode[] {ThemeMode.LIGHT, ThemeMode.DARK}) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            snapshot(name + "-" + mode.name().toLowerCase(Locale.ROOT), view.getScene());
        }
        fx(() -> view.getScene().setRoot(new StackPane()));
        Scene large = scene(view, width, height, window.context().theme());
        for (ThemeMode mode : new ThemeMode[] {ThemeMode.DARK, ThemeMode.LIGHT}) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            for (int pass = 0; pass < 3; pass++) {
                fx(() -> {
                    view.applyCss();
                    view.layout();
                });
            }
            snapshot(name + "-2560-" + mode.name().toLowerCase(Locale.ROOT), large);
        }
    }

    @Test
    void theFirstSearchShowsWhatItHasFound() throws InterruptedException {
        type("( Lily| Tim)");
        awaitFirst();
        assertThat(this.<Label>node("#query-words").getText()).isEqualTo("Searching…");
        assertThat(words(view)).noneMatch(text -> text.startsWith("Type a phrase"));
        pictures("search-first", 2488, 1368);
    }

    @Test
    void aFurtherSearchDimsTheLatentsOfTheOneBefore() throws InterruptedException {
        type("( big| small)");
        published.awaitAnswer(model);
        type("# girls who speak\nname = ( Lily| Tim)\n[name]+ said");
        awaitFirst();
        assertThat(words(view))
                .contains("Searching…", "First matches", "1 match so far, 3 % of the corpus read")
                .noneMatch(text -> text.startsWith("A match ends on “ big”"));
        assertThat(this.<TableView<?>>node("#ranked").getOpacity()).isLessThan(1);
        pictures("search-first-again", 2488, 1368);
    }

    @Test
    void aSearchThatIsTakenBackLeavesNothing() throws InterruptedException {
        type("( Lily| Tim)");
        awaitFirst();
        type("");
        snapshot("search-empty", view.getScene());
        assertThat(robot.lookup("#examples .token-strip").queryAll()).isEmpty();
        assertThat(this.<Label>node("#examples-shown").getText()).isEmpty();
        type("( Lily| Tim)");
        published.awaitAnswer(model);
        type("( Lily| Tim| dog)");
        awaitFirst();
        type("( Lily| Tim| dog");
        while (fxGet(() -> model.errorProperty().get()) == null) {
            published.next();
        }
        snapshot("search-first-wrong", view.getScene());
    }

    @Test
    void nothingMatches() throws InterruptedException {
        type(" zebra");
        published.awaitAnswer(model);
        assertThat(this.<TableView<?>>node("#ranked").getItems()).isEmpty();
        assertThat(words(view)).contains("Nothing matches in this corpus.").doesNotContain("the match");
        snapshot("search-no-match", view.getScene());
        type("[literals `anmals`]");
        awaitError("anmals");
        snapshot("search-near-miss", view.getScene());
        type("[cncept `animal`]");
        awaitError("a concept is written [concept:…]");
        snapshot("search-near-miss-2", view.getScene());
    }

    @Test
    void everyKindOfExampleAndEveryMenu() throws InterruptedException {
        type("( Lily| Mia| Sue| Anna)");
        published.awaitAnswer(model);
        fx(model::remember);
        fx(model::toggleSaved);
        for (String tab : new String[] {"Matched, silent", "Firing, unmatched"}) {
            robot.clickOn(tab);
            while (!published.isEmpty()) {
                published.next();
            }
            snapshot("search-" + tab.replace(", ", "-").toLowerCase(Locale.ROOT), view.getScene());
        }
        for (String button : new String[] {"#saved-queries", "#latent-choice", "#cheat-sheet", "#word-lists"}) {
            robot.clickOn(button);
            fx(() -> {});
            for (var open : fxGet(() -> List.copyOf(javafx.stage.Window.getWindows()))) {
                if (open.getScene() != view.getScene() && open.isShowing()) {
                    snapshot("search-popup" + button.replace('#', '-'), open.getScene());
                }
            }
            robot.push(javafx.scene.input.KeyCode.ESCAPE);
        }
    }
}
