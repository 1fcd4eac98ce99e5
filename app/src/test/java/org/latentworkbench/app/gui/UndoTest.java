package org.latentworkbench.app.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.workspace.Label;

class UndoTest {
    @TempDir
    Path folder;

    @Test
    void whatWasWrittenAboutALatentIsTakenBackStepByStep() {
        try (OpenFixture fixture = new OpenFixture(folder)) {
            OpenAutoencoder opened = fixture.opened();
            Label before = opened.labels().label(1).orElse(Label.NONE);
            Label first = new Label("first", "", false);
            fixture.edits().put(opened, 1, first, () -> {});
            fixture.edits().put(opened, 1, new Label("second", "and a note", true), () -> {});
            assertThat(fixture.undo().nextProperty().get()).contains("latent 1");
            fixture.undo().undo();
            assertThat(opened.labels().label(1)).contains(first);
            fixture.undo().undo();
            assertThat(opened.labels().label(1).orElse(Label.NONE)).isEqualTo(before);
            assertThat(fixture.undo().nextProperty().get()).isEmpty();
            fixture.undo().undo();
            assertThat(fixture.problems()).isEmpty();
        }
    }
}
