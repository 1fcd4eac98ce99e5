package org.latentworkbench.app.gui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.control.TokenStrip;
import org.latentworkbench.app.gui.launch.Composition;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.workspace.UserFolders;

/** A person's way through the playground, with a real model and a real autoencoder. */
class PlaygroundViewTest extends FxTest {
    private static final String TEXT =
            "Once upon a time there was a little girl named Lily. She had a red kite. One day the wind was strong, and Lily";

    @TempDir
    Path folder;

    private Composition window;

    @BeforeEach
    void openWorkspace() {
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        window = fxGet(() -> Composition.of(Lanes.ofToolkit(), folders, folder.resolve("demo")));
        fx(() -> window.context().theme().modeProperty().set(ThemeMode.LIGHT));
        fx(() -> window.context().session().open(PlaygroundFixture.folder(), () -> {}));
        await("the autoencoder", () -> window.context().session().opened().isPresent());
        show(window.frame(), 1280, 800, window.context().theme());
        fx(() -> window.context().navigator().go(Address.parse("playground:")));
    }

    @org.junit.jupiter.api.AfterEach
    void closeWorkspace() {
        fx(() -> window.context().jobs().cancelAll());
        await("no job", () -> !window.context().jobs().isBusy());
        fx(() -> window.context().session().close());
    }

    @Test
    void readsChangesAndGenerates() {
        fx(() -> this.<TextArea>node("#playground-text").setText(TEXT));
        TableView<TokenLatent> latents = node("#token-latents");
        await("latents", () -> !latents.getItems().isEmpty());
        assertThat(this.<Label>node("#token-title").getText()).contains("Lily");
        fx(() -> latents.getSelectionModel().select(0));
        robot.clickOn("#change-latent");
        await(
                "the change",
                () -> robot.lookup("#divergence").queryLabeled().getText().startsWith("KL"));
        robot.clickOn("clamp");
        fx(() -> {
            TextField tokens = node("#generation-tokens");
            tokens.setText("30");
        });
        fx(() -> this.<TextField>node("#change-number").setText("7"));
        robot.clickOn("#change-number").type(javafx.scene.input.KeyCode.ENTER);
        robot.clickOn("#generate");
        TokenStrip changed = node("#changed-strip");
        await("two continuations", () -> changed.contentProperty().get() != null);
        TokenStrip original = node("#original-strip");
        var shown = original.contentProperty().get();
        assertThat(shown).isNotNull();
        if (shown != null) {
            assertThat(shown.texts()).isNotEmpty().hasSizeLessThanOrEqualTo(30);
        }
        assertThat(window.context().navigator().place().toString()).startsWith("playground:Once%20upon");
        await("calm", () -> !window.context().jobs().isBusy());
        pictures();
    }

    @Test
    void saysWhatIsWrongWithATextThatIsTooLong() {
        fx(() -> this.<TextArea>node("#playground-text").setText("the cat sat ".repeat(200)));
        await(
                "the problem",
                () -> this.<Label>node("#playground-problem").getText().contains("Shorten"));
        robot.clickOn("#change-number").write("100000").type(javafx.scene.input.KeyCode.ENTER);
        assertThat(this.<TextField>node("#change-number").getStyleClass()).contains("invalid");
    }

    private void pictures() {
        for (ThemeMode mode : new ThemeMode[] {ThemeMode.LIGHT, ThemeMode.DARK}) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            snapshot(
                    "playground-" + mode.name().toLowerCase(Locale.ROOT),
                    window.frame().getScene());
        }
        fx(() -> window.frame().getScene().setRoot(new StackPane()));
        Scene large = scene(window.frame(), 2560, 1440, window.context().theme());
        for (ThemeMode mode : new ThemeMode[] {ThemeMode.LIGHT, ThemeMode.DARK}) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            for (int pass = 0; pass < 3; pass++) {
                fx(() -> {
                    large.getRoot().applyCss();
                    large.getRoot().layout();
                });
            }
            snapshot("playground-2560-" + mode.name().toLowerCase(Locale.ROOT), large);
        }
    }
}
