package org.latentworkbench.app.gui.latents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.Answers;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.control.TopTokens;
import org.latentworkbench.app.gui.launch.Composition;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.pipeline.BuildIndex;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.pipeline.DemoSettings;
import org.latentworkbench.engine.pipeline.LatentLogits;
import org.latentworkbench.engine.pipeline.StoryCorpus;
import org.latentworkbench.engine.pipeline.Train;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.workspace.UserFolders;
import org.latentworkbench.engine.workspace.Workspace;

/** The tokens on a latent's page are those of the logit lens. */
class PromotedPaneTest extends FxTest {
    private static final int LATENT = 7;

    @TempDir
    Path folder;

    @Test
    void aLatentNamesTheTokensItPromotes() {
        Path lab = folder.resolve("lab");
        List<String> expected = make(lab);
        UserFolders folders = new UserFolders(folder, folder, folder, folder);
        Composition window = fxGet(() -> Composition.of(
                Lanes.ofToolkit(), folders, folder.resolve("demo"), DemoSettings.fast(1), (_, _) -> new Answers()));
        Scene scene = show(window.frame(), 1280, 800, window.context().theme()).getScene();
        fx(() -> window.context()
                .session()
                .open(lab, () -> window.context().navigator().go(new Address("latent", "s/" + LATENT))));
        await(
                "its tokens",
                () -> robot.lookup("#promoted .promoted-token").queryAll().size() >= 10);
        assertThat(robot.lookup("#promoted .promoted-token").queryAllAs(Label.class).stream()
                        .map(Label::getText))
                .containsExactlyInAnyOrderElementsOf(expected);
        for (ThemeMode mode : List.of(ThemeMode.DARK, ThemeMode.LIGHT)) {
            fx(() -> window.context().theme().modeProperty().set(mode));
            snapshot("latent-promoted-" + mode.name().toLowerCase(Locale.ROOT), scene);
        }
        fx(() -> scene.setRoot(new StackPane()));
        Scene large = scene(window.frame(), 2560, 1440, window.context().theme());
        snapshot("latent-promoted-2560", large);
        fx(() -> window.context().session().close());
    }

    private static List<String> make(Path directory) {
        JobContext silent = JobContext.silent();
        try (Workspace made = Workspace.open(directory)) {
            new BuiltInModelImport(made).run(silent);
            new StoryCorpus(made, "stories", "tales", 60, 64, 1).run(silent);
            var source = new ActivationSource.Streaming("stories", "tales", HookPoint.parse("resid_post.2"));
            TrainingConfig config = TrainingConfig.defaults(new SaeKind.TopK(8), 128, 256, 60, 1);
            new Train(made, "s", source, config, false, ComputeDevice.CPU).run(silent);
            new BuildIndex(made, "s", "tales", ComputeDevice.CPU).run(silent);
            var lens = LatentLogits.of(made, "s", new int[] {LATENT}, 5, ComputeDevice.CPU);
            try (TokenCorpus corpus = TokenCorpus.open(made.corpusDir("tales"))) {
                return java.util.stream.Stream.of(lens.promoted(), lens.suppressed())
                        .flatMap(lists -> lists.getFirst().stream())
                        .map(score -> TopTokens.visible(corpus.vocabulary().text(score.id())))
                        .toList();
            }
        }
    }
}
