package org.latentworkbench.app.gui.task;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.FxTest;
import org.latentworkbench.app.gui.shell.Notices;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.pipeline.ModelImport;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.LoggerFactory;

/** What a failed job leaves in the log, told of by a notice as everywhere in the window. */
class FailureLogTest extends FxTest {
    @TempDir
    Path folder;

    private final Logger all = (Logger) LoggerFactory.getLogger("org.latentworkbench.app");
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private Jobs jobs;
    private Notices notices;

    @BeforeEach
    void listen() {
        log.start();
        all.addAppender(log);
        Lanes lanes = new Lanes(Runnable::run, Runnable::run, Runnable::run, (_, _) -> {});
        fx(() -> {
            jobs = new Jobs(lanes);
            notices = new Notices(lanes, jobs.failures());
        });
    }

    @AfterEach
    void stop() {
        all.detachAppender(log);
    }

    private List<ILoggingEvent> fail(RuntimeException reason) {
        fx(() -> jobs.submit("Import x", _ -> {
                    throw reason;
                })
                .onFailed(told -> notices.error("Import x failed", told)));
        return log.list;
    }

    @Test
    void whatAPersonCanMendIsOneLine() {
        assertThat(fail(new BadInputException("config.json is cut off.\nCopy it again.", new IllegalStateException())))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.getFormattedMessage())
                            .isEqualTo("Import x failed: config.json is cut off. Copy it again.");
                    assertThat(event.getThrowableProxy()).isNull();
                    assertThat(event.getLevel()).isEqualTo(Level.WARN);
                });
        assertThat(notices.getChildren()).hasSize(1);
    }

    @Test
    void whatNobodyExpectedIsWrittenOnceWithItsTrace() {
        assertThat(fail(new IllegalStateException("odd"))).singleElement().satisfies(event -> {
            assertThat(event.getThrowableProxy().getMessage()).isEqualTo("odd");
            assertThat(event.getLevel()).isEqualTo(Level.ERROR);
        });
        log.list.clear();
        assertThat(fail(new BugException("broken")))
                .singleElement()
                .satisfies(event -> assertThat(event.getThrowableProxy()).isNotNull());
    }

    @Test
    void theSameFailureAgainIsAnotherOne() {
        fail(new BadInputException("cut off"));
        assertThat(fail(new BadInputException("cut off"))).hasSize(2);
    }

    @Test
    void whatWasStoppedIsNoFailure() {
        assertThat(fail(new CancelledException("Stopped."))).isEmpty();
    }

    @Test
    void aFolderThatIsNoModelIsOneLine() {
        try (Workspace workspace = Workspace.open(folder.resolve("lab"))) {
            fx(() -> jobs.submit("Import model", new ModelImport(workspace, folder.resolve("nothing"), "nothing"))
                    .onFailed(told -> notices.error("Import model failed", told)));
        }
        assertThat(log.list).singleElement().satisfies(event -> assertThat(event.getThrowableProxy())
                .isNull());
    }
}
