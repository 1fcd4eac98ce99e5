package org.latentworkbench.app.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.SimpleBooleanProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.workspace.Workspace;

class SessionTest {
    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();
    private final SimpleBooleanProperty busy = new SimpleBooleanProperty();
    private final Session session = new Session(Lanes.inline(), new Notifier() {
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
    });

    private String open() {
        return session.workspace().map(Workspace::name).orElse("none");
    }

    @Test
    void oneWorkspaceTakesThePlaceOfAnotherAndItsLockIsGivenBack() {
        session.open(folder.resolve("first"), () -> {});
        session.open(folder.resolve("second"), () -> {});
        assertThat(open()).isEqualTo("second");
        try (Workspace again = Workspace.open(folder.resolve("first"))) {
            assertThat(again.readOnly()).isFalse();
        }
        session.close();
        assertThat(open()).isEqualTo("none");
    }

    @Test
    void theSameWorkspaceAgainStaysWritable() {
        List<String> then = new ArrayList<>();
        session.open(folder.resolve("first"), () -> {});
        session.open(folder.resolve("first"), () -> then.add("gone on"));
        assertThat(then).containsExactly("gone on");
        assertThat(session.workspace().orElseThrow().readOnly()).isFalse();
        session.close();
    }

    @Test
    void aWorkspaceThatJobsWorkInIsNotGivenUp() {
        session.keepOpenWhile(busy);
        session.open(folder.resolve("first"), () -> {});
        busy.set(true);
        session.open(folder.resolve("second"), () -> {});
        assertThat(open()).isEqualTo("first");
        assertThat(told).singleElement().asString().startsWith("Jobs still work");
        busy.set(false);
        session.open(folder.resolve("second"), () -> {});
        assertThat(open()).isEqualTo("second");
        session.close();
    }

    @Test
    void aFolderOfOtherThingsIsRefusedInOneSentence() throws IOException {
        Path photos = Files.createDirectories(folder.resolve("photos"));
        Files.writeString(photos.resolve("cat.jpg"), "");
        session.open(photos, () -> {});
        assertThat(open()).isEqualTo("none");
        assertThat(told).singleElement().asString().contains("is not a workspace");
    }
}
