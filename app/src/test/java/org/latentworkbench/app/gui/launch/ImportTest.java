package org.latentworkbench.app.gui.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.Answers;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.Navigator;
import org.latentworkbench.app.gui.Notifier;
import org.latentworkbench.app.gui.Session;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.action.ActionTable;
import org.latentworkbench.app.gui.settings.Settings;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.app.gui.theme.ThemeMode;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.BuiltInModelImport;
import org.latentworkbench.engine.workspace.SettingsFile;
import org.latentworkbench.engine.workspace.Workspace;

class ImportTest extends FxTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final Answers answers = new Answers();
    private AppContext context;
    private Import imports;

    @BeforeEach
    void open() {
        Notifier notifier = new Notifier() {
            @Override
            public void info(String message) {
                told.add(message);
            }

            @Override
            public void info(String message, String actionText, Runnable action) {
                told.add(message);
            }

            @Override
            public void error(String what, Throwable reason) {
                told.add(what + ". " + Words.reason(reason));
            }
        };
        Lanes lanes = Lanes.inline();
        context = new AppContext(
                new Session(lanes, notifier),
                new Jobs(lanes),
                answers,
                new Settings(new SettingsFile(folder.resolve("settings.json"))),
                notifier,
                new Navigator(new Address("start", "")),
                theme(ThemeMode.LIGHT),
                new ActionTable());
        imports = new Import(context);
        imports.declare();
        context.session().open(folder.resolve("lab"), () -> {});
    }

    @AfterEach
    void close() {
        context.session().close();
    }

    private Path model() {
        try (Workspace other = Workspace.open(folder.resolve("other"))) {
            return other.modelDir(new BuiltInModelImport(other).run(JobContext.silent()));
        }
    }

    private Workspace lab() {
        return context.session().workspace().orElseThrow();
    }

    @Test
    void aModelThenTextsBecomeSomethingToTrainOn() throws IOException {
        answers.folder(model());
        context.actions().get("import.model").fire();
        assertThat(lab().models()).containsExactly("stories");
        Path text = Files.writeString(folder.resolve("my poems.txt"), "Once upon a time there was a girl named Lily.");
        answers.files(List.of(text));
        context.actions().get("import.texts").fire();
        context.actions().get("import.texts").fire();
        assertThat(lab().corpora()).containsExactly("my-poems", "my-poems-2");
    }

    @Test
    void textsWithoutAModelSayWhatIsMissing() throws IOException {
        imports.take(List.of(Files.writeString(folder.resolve("a.txt"), "Hello.")));
        assertThat(told).singleElement().asString().contains("model folder first");
        assertThat(lab().corpora()).isEmpty();
    }

    @Test
    void aFolderThatIsNoModelSaysWhy() throws IOException {
        Path broken = Files.createDirectories(folder.resolve("broken"));
        Files.writeString(broken.resolve("config.json"), "{\"model_type\": \"nothing\"}");
        imports.take(List.of(broken));
        assertThat(told).singleElement().asString().startsWith("Import model broken failed.");
        assertThat(lab().models()).isEmpty();
    }
}
