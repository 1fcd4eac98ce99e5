package org.latentworkbench.app.gui.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentworkbench.engine.pipeline.ActivationSource;
import org.latentworkbench.engine.sae.SaeKind;
import org.latentworkbench.engine.training.Objective;
import org.latentworkbench.engine.training.Sparsity;
import org.latentworkbench.engine.training.TrainingConfig;

class FormCheckTest {
    private static final DataChoice LIVE = new DataChoice.Live("story-model", "stories", 128, 4, 1_000_000);

    private static FormInput form() {
        return new FormInput(
                "run-1",
                Optional.of(LIVE),
                "resid_post.2",
                KindChoice.MATRYOSHKA,
                "2,048",
                "32",
                "64, 512, 2,048",
                "4,096",
                "500",
                "5e-4",
                "",
                "1");
    }

    private static FormInput with(Field field, String text) {
        FormInput form = form();
        return new FormInput(
                field == Field.NAME ? text : form.name(),
                form.data(),
                field == Field.HOOK ? text : form.hook(),
                form.kind(),
                field == Field.WIDTH ? text : form.width(),
                field == Field.K ? text : form.k(),
                field == Field.PREFIXES ? text : form.prefixes(),
                field == Field.BATCH ? text : form.batch(),
                field == Field.STEPS ? text : form.steps(),
                field == Field.LEARNING_RATE ? text : form.learningRate(),
                field == Field.PENALTY ? text : form.penalty(),
                field == Field.SEED ? text : form.seed());
    }

    private static FormResult check(FormInput input) {
        return FormCheck.check(
                input,
                name -> name.equals("taken") ? Optional.of("taken already") : Optional.empty(),
                Optional.empty());
    }

    @Test
    void aGoodFormIsAPlan() {
        TrainingPlan plan = check(form()).plan().orElseThrow();
        assertThat(plan.config().kind()).isEqualTo(new SaeKind.Matryoshka(32, java.util.List.of(64, 512, 2048)));
        assertThat(plan.config().learningRate()).isEqualTo(5e-4);
        assertThat(plan.source()).isInstanceOf(ActivationSource.Streaming.class);
        assertThat(plan.corpus()).isEqualTo("stories");
    }

    private static FormInput gated(String penalty) {
        FormInput form = with(Field.PENALTY, penalty);
        return new FormInput(
                form.name(),
                form.data(),
                form.hook(),
                KindChoice.GATED,
                form.width(),
                form.k(),
                form.prefixes(),
                form.batch(),
                form.steps(),
                form.learningRate(),
                form.penalty(),
                form.seed());
    }

    @Test
    void thePenaltyIsWhatTheSearchForTheWantedL0BeginsWith() {
        assertThat(penalty(gated("0.02"))).isEqualTo(0.02);
        assertThat(penalty(gated(" "))).isEqualTo(0.1);
        assertThat(check(gated("")).state(Field.PENALTY).message()).isEqualTo("empty: 0.1");
        FormResult wrong = check(gated("-1"));
        assertThat(wrong.plan()).isEmpty();
        assertThat(wrong.state(Field.PENALTY).message()).isEqualTo("a positive number such as 0.1, or empty");
        assertThat(check(with(Field.PENALTY, "nonsense")).plan())
                .as("a kind without a penalty does not ask for it")
                .isPresent();
    }

    private static double penalty(FormInput input) {
        TrainingConfig config = check(input).plan().orElseThrow().config();
        Sparsity sparsity = Objective.sparsityIfAny(config.objective()).orElseThrow();
        assertThat(sparsity.targetL0()).isEqualTo(32);
        return sparsity.coefficient();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "NAME | taken | taken already",
                "NAME | '' | give the run a name",
                "HOOK | resid_post.9 | story-model has layers 0 to 3",
                "HOOK | nowhere | such as resid_post.2, mlp_out.1 or embed",
                "WIDTH | many | width is a whole number from 1",
                "WIDTH | 99999999999999 | width is a whole number from 1",
                "K | 4096 | at most the width, 2,048",
                "PREFIXES | 64 512 | the last must be the width, 2,048",
                "PREFIXES | 512, 64, 2048 | sizes must grow: 64 follows 512",
                "PREFIXES | 64, x, 2048 | “x” is no size",
                "BATCH | 0 | batch is a whole number from 1",
                "STEPS | -3 | steps is a whole number from 1",
                "LEARNING_RATE | fast | a positive number such as 3e-4",
                "SEED | one | seed is a whole number"
            })
    void aWrongFieldSaysWhyAndNothingCanStart(Field field, String text, String message) {
        FormResult result = check(with(field, text));
        assertThat(result.state(field)).isEqualTo(FieldState.error(message));
        assertThat(result.plan()).isEmpty();
    }

    @Test
    void aSteepLearningRateIsAWarningWithABetterOne() {
        FormResult result = check(with(Field.LEARNING_RATE, "2e-2"));
        assertThat(result.state(Field.LEARNING_RATE))
                .isEqualTo(FieldState.warning("often diverges at this width; try 1.4e-3"));
        assertThat(result.plan()).isPresent();
    }

    @Test
    void stepsAreCountedInPasses() {
        assertThat(check(with(Field.STEPS, "100")).state(Field.STEPS).message())
                .isEqualTo("410 k tokens, 0.41 of one pass");
        assertThat(check(form()).state(Field.STEPS).message()).isEqualTo("2.0 M tokens, 2.0 passes");
    }

    @Test
    void prefixesMayHaveCommasInTheThousandsOrNot() {
        assertThat(check(with(Field.PREFIXES, "96,384,2048")).plan()).isPresent();
        assertThat(check(with(Field.PREFIXES, "96, 1,152, 2,048")).plan()).isPresent();
        assertThat(check(with(Field.PREFIXES, "96; 384 2048")).plan()).isPresent();
    }

    @Test
    void timeIsJudgedByAMeasuredRunOfAnotherSize() {
        Speed speed = new Speed("small", 10_000, 1024 * 128);
        Estimate estimate = FormCheck.check(form(), _ -> Optional.empty(), Optional.of(speed))
                .estimate()
                .orElseThrow();
        assertThat(estimate.time()).contains(Duration.ofMillis(409_600));
        assertThat(check(form()).estimate().orElseThrow().time()).isEmpty();
    }

    @Test
    void everyPresetIsARunThatCanStart() {
        for (Preset preset : Preset.values()) {
            assertThat(check(preset.fill(form())).plan()).as(preset.title()).isPresent();
        }
    }
}
