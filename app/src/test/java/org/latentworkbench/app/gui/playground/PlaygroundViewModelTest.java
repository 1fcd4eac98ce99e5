package org.latentworkbench.app.gui.playground;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.task.Jobs;
import org.latentworkbench.app.gui.task.Lanes;
import org.latentworkbench.engine.lm.GenerationOptions;
import org.latentworkbench.engine.pipeline.PlaygroundChange;
import org.latentworkbench.engine.sae.Sae;
import org.latentworkbench.engine.workspace.Workspace;

/** Without a toolkit: every lane is the calling thread. */
class PlaygroundViewModelTest {
    private static final String TEXT = "Once upon a time there was a little girl named Lily";

    private Workspace workspace;
    private PlaygroundViewModel model;

    @BeforeEach
    void open() {
        workspace = Workspace.open(PlaygroundFixture.folder());
        model = new PlaygroundViewModel(new Jobs(Lanes.inline()));
        try (Sae sae = Sae.load(workspace.saeDir(PlaygroundFixture.SAE))) {
            model.open(
                    Optional.of(workspace),
                    new OpenAutoencoder(
                            PlaygroundFixture.SAE,
                            sae.info(),
                            Optional.empty(),
                            workspace.labels(PlaygroundFixture.SAE),
                            workspace.wordLists()));
        }
    }

    @AfterEach
    void close() {
        model.open(Optional.empty(), null);
        workspace.close();
    }

    @Test
    void showsTheLatentsOfTheLastTokenAndPaintsTheStrongest() {
        assertThat(model.latents()).isEmpty();
        model.textProperty().set(TEXT);
        ReadText.Answer answer = model.answerProperty().get();
        assertThat(answer).isNotNull();
        assertThat(model.tokenProperty().get())
                .isEqualTo((answer == null ? -1 : answer.reading().ids().length - 1));
        assertThat(model.latents())
                .isNotEmpty()
                .isSortedAccordingTo((a, b) -> Double.compare(b.activation(), a.activation()));
        int strongest = model.latents().getFirst().latent();
        assertThat(model.paintingProperty().get().first())
                .hasValueSatisfying(paint -> assertThat(paint.latent()).isEqualTo(strongest));
        model.paint(strongest, true);
        assertThat(model.paintingProperty().get().second())
                .as("one latent has one colour")
                .isEmpty();
        int other = model.latents().get(1).latent();
        model.paint(other, true);
        model.paint(other, false);
        assertThat(model.paintingProperty().get().second()).isEmpty();
    }

    @Test
    void aChangeMovesThePrediction() {
        model.textProperty().set(TEXT);
        assertThat(divergence()).isZero();
        TokenLatent latent = model.latents().getFirst();
        model.change(latent);
        model.change(latent);
        assertThat(model.changes()).hasSize(1);
        double ablated = divergence();
        assertThat(ablated).isPositive();
        PlaygroundViewModel.Change change = model.changes().getFirst();
        model.replace(change, change.to(PlaygroundChange.Kind.CLAMP, 40));
        assertThat(divergence()).isNotEqualTo(ablated);
        model.reset();
        assertThat(divergence()).isZero();
        assertThat(model.change(5)).isTrue();
        assertThat(model.change(-1)).isFalse();
        assertThat(model.change(100_000)).isFalse();
    }

    private double divergence() {
        ReadText.Answer answer = model.answerProperty().get();
        return answer == null ? Double.NaN : answer.prediction().divergence();
    }

    @Test
    void generatesTheSameTwiceWithoutChanges() {
        model.textProperty().set(TEXT);
        model.optionsProperty().set(new GenerationOptions(8, 0.8, 0, 1, 3));
        model.generate();
        PlaygroundViewModel.Generated made = model.generatedProperty().get();
        assertThat(made).isNotNull();
        if (made != null) {
            assertThat(made.texts().original().ids())
                    .isEqualTo(made.texts().changed().ids());
            assertThat(PlaygroundStrips.differences(made.texts(), made.from()).isEmpty())
                    .isTrue();
        }
        assertThat(model.generatingProperty().get()).isFalse();
    }

    @Test
    void aTextThatIsTooLongIsAProblemUntilItIsShortened() {
        model.textProperty().set("the cat ".repeat(300));
        assertThat(model.problemProperty().get()).contains("Shorten");
        model.textProperty().set(TEXT);
        assertThat(model.problemProperty().get()).isNull();
        model.textProperty().set("");
        assertThat(model.answerProperty().get()).isNull();
    }

    @Test
    void nothingIsReadWithoutAnAutoencoder() {
        model.open(Optional.empty(), null);
        model.textProperty().set(TEXT);
        model.generate();
        assertThat(model.answerProperty().get()).isNull();
        assertThat(model.generatedProperty().get()).isNull();
    }
}
