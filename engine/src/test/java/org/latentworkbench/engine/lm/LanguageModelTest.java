package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

class LanguageModelTest {
    private static final int[] IDS = {3, 14, 15, 92, 65, 35, 89, 79};

    @TempDir
    Path folder;

    private static float[] activations(LanguageModel model, BosRule bos, HookPoint hook, int[]... contexts) {
        int rows = Arrays.stream(contexts).mapToInt(ids -> ids.length).sum();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix into = FloatMatrix.allocate(arena, rows, model.config().width(hook));
            model.activations(contexts, bos, hook, into);
            return into.data().toArray(java.lang.foreign.ValueLayout.JAVA_FLOAT);
        }
    }

    private static void assertClose(float[] actual, float[] expected) {
        assertThat(actual).hasSameSizeAs(expected);
        for (int i = 0; i < actual.length; i++) {
            assertThat(actual[i]).as("element %d", i).isCloseTo(expected[i], within(1e-5f));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "embed, embeddings",
        "resid_pre.0, embeddings",
        "attn_z.0, attn_z.0",
        "attn_out.1, attn_out.1",
        "resid_mid.0, resid_mid.0",
        "mlp_act.1, mlp_act.1",
        "mlp_out.1, mlp_out.1",
        "resid_post.0, resid_post.0",
        "resid_pre.1, resid_post.0",
        "resid_post.1, resid_post.1",
        "final_norm, final_norm"
    })
    void givesTheValueAtTheHookPoint(String hook, String traced) {
        try (LanguageModel model = new TinyModel(folder).load()) {
            Map<String, float[]> trace = model.trace(new int[][] {IDS});
            assertClose(activations(model, BosRule.NONE, HookPoint.parse(hook), IDS), trace.get(traced));
        }
    }

    @Test
    void paddingChangesNothing() {
        HookPoint hook = HookPoint.parse("resid_post.1");
        int[] brief = {7, 8};
        try (LanguageModel model = new TinyModel(folder).load()) {
            float[] together = activations(model, BosRule.NONE, hook, brief, new int[0], IDS, brief);
            float[] one = activations(model, BosRule.NONE, hook, brief);
            float[] two = activations(model, BosRule.NONE, hook, IDS);
            float[] expected = Arrays.copyOf(one, together.length);
            System.arraycopy(two, 0, expected, one.length, two.length);
            System.arraycopy(one, 0, expected, one.length + two.length, one.length);
            assertClose(together, expected);
        }
    }

    @Test
    void theModelSeesBosButItsRowIsDropped() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            HookPoint hook = HookPoint.parse("resid_post.0");
            int[] withBos = new int[IDS.length + 1];
            System.arraycopy(IDS, 0, withBos, 1, IDS.length); // BOS is id 0
            float[] all = activations(model, BosRule.NONE, hook, withBos);
            float[] expected = Arrays.copyOfRange(all, model.config().width(), all.length);
            assertClose(activations(model, BosRule.EACH_CONTEXT, hook, IDS, IDS), twice(expected));
        }
    }

    private static float[] twice(float[] values) {
        float[] out = Arrays.copyOf(values, 2 * values.length);
        System.arraycopy(values, 0, out, values.length, values.length);
        return out;
    }

    @Test
    void lossesAreThoseOfTheLogits() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            float[][] logits = model.logits(IDS);
            float[] losses = model.losses(new int[][] {{1, 2}, IDS}, BosRule.NONE);
            assertThat(losses).hasSize(IDS.length);
            for (int t = 0; t + 1 < IDS.length; t++) {
                double expected = -TokenLoss.logProbability(logits[t], 0, logits[t].length, IDS[t + 1]);
                assertThat(losses[1 + t]).isCloseTo((float) expected, within(1e-4f));
            }
            assertThat(model.losses(new int[][] {IDS}, BosRule.EACH_CONTEXT)).hasSize(IDS.length);
            assertThat(model.nextTokenLogits(IDS)).containsExactly(logits[IDS.length - 1], within(1e-5f));
        }
    }

    @Test
    void holdsItsWeightsAndNothingElseAfterManyBatches() {
        TinyModel tiny = new TinyModel(folder);
        try (LanguageModel model = tiny.load()) {
            HookPoint hook = HookPoint.parse("resid_mid.1");
            for (int round = 0; round < 30; round++) {
                activations(model, BosRule.EACH_CONTEXT, hook, IDS, IDS);
                model.logits(IDS);
                model.generate(IDS, GenerationOptions.greedy(2));
                model.losses(new int[][] {IDS}, BosRule.NONE);
                model.trace(new int[][] {IDS});
            }
            assertThat(model.nativeArrays()).isEqualTo(tiny.tensors.size());
        }
    }

    @Test
    void aFailedCallLeavesNothingBehindEither() {
        TinyModel tiny = new TinyModel(folder);
        try (LanguageModel model = tiny.load()) {
            for (int round = 0; round < 5; round++) {
                assertThatThrownBy(() -> model.trace(new int[][] {IDS, {1}})).isInstanceOf(BadInputException.class);
                assertThatThrownBy(() -> model.logits(new int[] {1, 300})).isInstanceOf(BadInputException.class);
            }
            assertThat(model.nativeArrays()).isEqualTo(tiny.tensors.size());
        }
    }

    @Test
    void refusesAContextLongerThanTheModelBears() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            int[] full = new int[20];
            assertThat(activations(model, BosRule.NONE, HookPoint.parse("embed"), full))
                    .hasSize(20 * 16);
            assertThatThrownBy(() -> activations(model, BosRule.EACH_CONTEXT, HookPoint.parse("embed"), full))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("21 tokens")
                    .hasMessageContaining("20 (max_position_embeddings)");
            assertThatThrownBy(() -> model.generate(full, GenerationOptions.greedy(3)))
                    .isInstanceOf(BadInputException.class);
            assertThat(model.generate(IDS, GenerationOptions.greedy(1000))).hasSizeLessThanOrEqualTo(12);
        }
    }

    @Test
    void namesTheLayersThereAre() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            assertThatThrownBy(() -> activations(model, BosRule.NONE, HookPoint.parse("resid_post.2"), IDS))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("2 layers, 0 to 1");
        }
    }

    @Test
    void aSampleIsRepeatableAndTopOneIsGreedy() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            GenerationOptions sampled = new GenerationOptions(10, 1.0, 0, 0.9, 4);
            assertThat(model.generate(IDS, sampled)).containsExactly(model.generate(IDS, sampled));
            assertThat(model.generate(IDS, new GenerationOptions(10, 1.0, 1, 1, 4)))
                    .containsExactly(model.generate(IDS, GenerationOptions.greedy(10)));
        }
    }
}
