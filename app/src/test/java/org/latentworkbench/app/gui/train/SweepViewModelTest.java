package org.latentworkbench.app.gui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.sae.SaeKind;

class SweepViewModelTest {
    private static final DataChoice DATA = new DataChoice.Cache("acts", "stories", "resid_post.2", 128, 1_000_000, 0);

    private static SweepViewModel model() {
        TrainViewModel form = new TrainViewModel();
        form.publish(new TrainUpdate.Found(List.of(DATA), List.of()));
        form.fill(Preset.QUICK);
        SweepViewModel model = new SweepViewModel(form::input);
        model.check();
        return model;
    }

    @Test
    void theGridHasEveryCombinationAndScalesTheLevels() {
        SweepViewModel model = model();
        model.firstValues.set("256, 512");
        model.secondValues.set("8 16");
        SweepViewModel.Grid grid = model.gridProperty().get();
        assertThat(grid.good()).as(grid.message()).isTrue();
        assertThat(grid.runs())
                .extracting(run -> run.name())
                .containsExactly(
                        "sweep-1-width256-k8", "sweep-1-width256-k16", "sweep-1-width512-k8", "sweep-1-width512-k16");
        assertThat(grid.runs().get(3).config().width()).isEqualTo(512);
        SaeKind.Matryoshka kind =
                (SaeKind.Matryoshka) grid.runs().get(3).config().kind();
        assertThat(kind.k()).isEqualTo(16);
        assertThat(kind.prefixes()).containsExactly(32, 128, 512);
        assertThat(grid.message()).startsWith("4 runs; the activations are read once");
        assertThat(grid.source()).isPresent();
    }

    @Test
    void whatIsWrongIsSaidWithItsPlaceInTheGrid() {
        SweepViewModel model = model();
        model.firstValues.set("256, many");
        assertThat(model.gridProperty().get().message()).contains("width many").contains("whole number");
        model.firstValues.set(" ");
        assertThat(model.gridProperty().get().message()).contains("Give values");
        model.firstValues.set("256");
        model.second.set(SweepViewModel.Axis.WIDTH);
        assertThat(model.gridProperty().get().message()).contains("two different settings");
        model.second.set(SweepViewModel.Axis.NONE);
        assertThat(model.gridProperty().get().good()).isTrue();
        model.name.set("a/b");
        assertThat(model.gridProperty().get().good()).isFalse();
    }

    @Test
    void severalBatchSizesNeedSeveralReadings() {
        SweepViewModel model = model();
        model.first.set(SweepViewModel.Axis.BATCH);
        model.firstValues.set("512, 1024");
        model.second.set(SweepViewModel.Axis.NONE);
        assertThat(model.gridProperty().get().message()).contains("read 2 times");
    }

    @Test
    void theSweepThatIsFoundIsTheOneShown() {
        SweepViewModel model = model();
        model.publish(
                new RunsOfSweep(List.of("a", "b"), "b", List.of(), 4, java.util.Map.of(), Optional.empty(), "too few"));
        assertThat(model.shown.get()).isEqualTo("b");
    }
}
