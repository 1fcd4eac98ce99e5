package org.latentworkbench.app.gui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.training.toy.ToyModel;

class ToyViewModelTest {
    private final ToyViewModel model = new ToyViewModel();

    @Test
    void aTrainingTellsAboutItselfAndEndsWithWords() {
        model.steps.set(120);
        List<ToyPicture> seen = new ArrayList<>();
        ToyPicture last = new ToyUpdate(model.toy(), model.variants(), 1, seen::add).run(JobContext.silent());
        assertThat(seen).hasSizeGreaterThanOrEqualTo(60);
        assertThat(last.isDone()).isTrue();
        assertThat(last.names()).hasSize(2);
        model.publish(seen.getFirst());
        assertThat(model.wordsProperty().get()).contains("bright diagonal");
        model.publish(last);
        assertThat(model.wordsProperty().get()).contains("Matryoshka").doesNotContain("bright diagonal");
    }

    @Test
    void theChildrenGetTheChosenStrength() {
        double usual = length(model.toy());
        model.strength.set(4);
        assertThat(length(model.toy()) / usual).isBetween(3.99, 4.01);
        model.data.set(ToyViewModel.Data.FOUR);
        assertThat(model.toy().features()).hasSize(4);
        assertThat(model.variants().getFirst().config().width()).isEqualTo(4);
    }

    private static double length(ToyModel toy) {
        double squares = 0;
        for (float value : toy.direction(1)) {
            squares += value * value;
        }
        return Math.sqrt(squares);
    }
}
