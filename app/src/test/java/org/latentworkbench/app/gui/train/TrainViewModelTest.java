package org.latentworkbench.app.gui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.workspace.Workspace;

class TrainViewModelTest {
    @TempDir
    Path folder;

    private Workspace workspace;
    private final RunReader reader = new RunReader();
    private final TrainViewModel model = new TrainViewModel();

    @BeforeEach
    void open() throws IOException {
        workspace = Workspace.open(folder.resolve("lab"));
        RunFiles.model(workspace);
    }

    @AfterEach
    void close() {
        workspace.close();
    }

    private void read(String... running) {
        model.publish(new TrainUpdate(workspace, reader, List.of(running)).run(JobContext.silent()));
    }

    @Test
    void choosesTheOnlyDataAndFitsThePresetToIt() {
        read();
        assertThat(model.data.get()).isEqualTo(new DataChoice.Live("story-model", "stories", 128, 4, 4_700_000));
        assertThat(model.hook.get()).isEqualTo("resid_post.2");
        assertThat(model.width.get()).isEqualTo("2,048");
        assertThat(model.prefixes.get()).isEqualTo("16, 64, 192, 576, 2,048");
        assertThat(model.resultProperty().get().plan()).isPresent();
    }

    @Test
    void readsARunWhileItsLogIsBeingWritten() throws IOException {
        RunFiles.run(workspace, "matryoshka-1", "matryoshka", List.of(64, 512, 2048), 400, 1000, 0.13);
        read("matryoshka-1");
        RunRow row = model.runs().getFirst();
        assertThat(row.state()).isEqualTo(RunState.RUNNING);
        assertThat(row.steps()).isEqualTo(400);
        assertThat(row.fraction()).isEqualTo(0.4);
        assertThat(row.curves().fvu()).hasDimensions(3, 40);
        assertThat(row.inputWidth()).isEqualTo(128);
        assertThat(row.config()).isPresent();
        assertThat(model.resultProperty().get().estimate().orElseThrow().basis())
                .contains("matryoshka-1");
    }

    @Test
    void aRunThatNobodyTrainsAndThatDidNotFinishIsStopped() throws IOException {
        RunFiles.run(workspace, "a", "topk", List.of(), 400, 1000, 0.13);
        RunFiles.run(workspace, "b", "topk", List.of(), 1000, 1000, 0.13);
        read();
        assertThat(model.run("a").orElseThrow().state()).isEqualTo(RunState.STOPPED);
        assertThat(model.run("b").orElseThrow().state()).isEqualTo(RunState.DONE);
    }

    @Test
    void drawsAtMostFourRunsAndTheOldestGivesWay() throws IOException {
        for (String name : List.of("a", "b", "c", "d", "e")) {
            RunFiles.run(workspace, name, "topk", List.of(), 20, 20, 0.2);
        }
        read();
        assertThat(model.shown()).hasSize(TrainViewModel.MOST_SHOWN);
        String hidden = List.of("a", "b", "c", "d", "e").stream()
                .filter(name -> !model.shown().contains(name))
                .findFirst()
                .orElseThrow();
        String oldest = model.shown().getFirst();
        model.toggle(hidden);
        assertThat(model.shown()).contains(hidden).doesNotContain(oldest).hasSize(TrainViewModel.MOST_SHOWN);
        model.toggle(hidden);
        assertThat(model.shown()).doesNotContain(hidden);
    }

    @Test
    void typingLeavesThePresetAndNamesStayFree() {
        model.checkNamesBy(name -> name.equals("matryoshka-1") ? Optional.of("taken") : Optional.empty());
        model.fill(Preset.MATRYOSHKA);
        assertThat(model.name.get()).isEqualTo("matryoshka-2");
        assertThat(model.preset.get()).isEqualTo(Preset.MATRYOSHKA);
        model.steps.set("77");
        assertThat(model.preset.get()).isNull();
        model.name.set("mine");
        model.fill(Preset.TOP_K);
        assertThat(model.name.get()).isEqualTo("mine");
    }
}
