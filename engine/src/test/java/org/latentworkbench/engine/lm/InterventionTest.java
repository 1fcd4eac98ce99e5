package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

class InterventionTest {
    private static final int[] IDS = {3, 14, 15, 92, 65, 35, 89, 79};
    private static final HookPoint LAST = HookPoint.parse("resid_post.1");

    @TempDir
    Path folder;

    /** Without anything in the stream all tokens are equally likely: the norm of zeros is zeros. */
    @Test
    void aModelOfZerosGuesses() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            Intervention zero = Intervention.everywhere(LAST, Replacement.Constant.zero(16));
            float[] losses = model.losses(new int[][] {IDS, {1, 2}}, BosRule.EACH_CONTEXT, List.of(zero));
            assertThat(losses).hasSize(10);
            for (float loss : losses) {
                assertThat(loss).isCloseTo((float) Math.log(300), within(1e-5f));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "embed",
                "resid_pre.1",
                "attn_z.0",
                "attn_out.0",
                "resid_mid.1",
                "mlp_act.0",
                "mlp_out.1",
                "resid_post.0",
                "final_norm"
            })
    void thePassGoesOnWithWhatIsPutThere(String name) {
        HookPoint hook = HookPoint.parse(name);
        int[] other = {7, 8, 9, 10, 11, 12, 13, 14};
        try (LanguageModel model = new TinyModel(folder).load();
                Arena arena = Arena.ofConfined()) {
            FloatMatrix values =
                    FloatMatrix.allocate(arena, other.length, model.config().width(hook));
            model.activations(new int[][] {other}, BosRule.NONE, hook, values);
            Intervention given = Intervention.everywhere(hook, new Replacement.Given(values));
            FloatMatrix seen =
                    FloatMatrix.allocate(arena, other.length, model.config().width(hook));
            model.activations(new int[][] {IDS}, BosRule.NONE, hook, seen, List.of(given));
            assertThat(seen.data().mismatch(values.data())).isEqualTo(-1);
            float[][] changed = model.logits(IDS, List.of(given));
            assertThat(changed).isNotEqualTo(model.logits(IDS));
            boolean wholeStream = name.startsWith("resid") || name.equals("embed") || name.equals("final_norm");
            if (wholeStream) {
                assertThat(changed).isDeepEqualTo(model.logits(other));
            }
        }
    }

    @Test
    void onlyChosenPositionsChange() {
        float[] direction = new float[16];
        Arrays.fill(direction, 1);
        try (LanguageModel model = new TinyModel(folder).load()) {
            var late = new Intervention(
                    HookPoint.parse("resid_post.0"), position -> position >= 5, new Replacement.Add(direction, 3));
            float[][] before = model.logits(IDS);
            float[][] after = model.logits(IDS, List.of(late));
            for (int t = 0; t < IDS.length; t++) {
                assertThat(Arrays.equals(before[t], after[t]))
                        .as("position %d", t)
                        .isEqualTo(t < 5);
            }
            var nowhere = new Intervention(HookPoint.parse("embed"), _ -> false, new Replacement.Add(direction, 3));
            assertThat(model.logits(IDS, List.of(nowhere))).isDeepEqualTo(before);
            var back = new Intervention(
                    HookPoint.parse("resid_post.0"), position -> position >= 5, new Replacement.Add(direction, -3));
            float[][] restored = model.logits(IDS, List.of(late, back));
            assertThat(restored[7]).containsExactly(before[7], within(1e-4f));
        }
    }

    @Test
    void saysWhatDoesNotFit() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            var narrow = Intervention.everywhere(LAST, new Replacement.Add(new float[3], 1));
            assertThatThrownBy(() -> model.logits(IDS, List.of(narrow)))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("3 values for activations of width 16");
            var deep = Intervention.everywhere(HookPoint.parse("resid_post.9"), Replacement.Constant.zero(16));
            assertThatThrownBy(() -> model.logits(IDS, List.of(deep))).isInstanceOf(BadInputException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"golden/gpt2", "golden/gpt_neo", "golden/gpt_neox", "models/stories260K/hf"})
    void generationThatRemembersGivesTheSameTokens(String name) {
        try (LanguageModel model = LanguageModel.load(SharedData.path(name), ComputeDevice.CPU)) {
            float[] direction = new float[model.config().width()];
            direction[1] = 2;
            var steered = Intervention.behindFirst(HookPoint.parse("resid_post.1"), new Replacement.Add(direction, 1));
            for (List<Intervention> interventions : List.of(List.<Intervention>of(), List.of(steered))) {
                int[] expected = withoutMemory(model, 24, interventions);
                assertThat(model.generate(new int[] {1, 50, 60}, GenerationOptions.greedy(24), interventions))
                        .containsExactly(expected);
            }
        }
    }

    private static int[] withoutMemory(LanguageModel model, int count, List<Intervention> interventions) {
        int[] ids = {1, 50, 60};
        for (int i = 0; i < count; i++) {
            int next = Sampler.likeliest(model.nextTokenLogits(ids, interventions));
            if (model.config().endToken().orElse(-1) == next) {
                break;
            }
            ids = Arrays.copyOf(ids, ids.length + 1);
            ids[ids.length - 1] = next;
        }
        return Arrays.copyOfRange(ids, 3, ids.length);
    }

    @Test
    void nextTokensAreTheLikeliestOfAll() {
        try (LanguageModel model = new TinyModel(folder).load()) {
            List<TokenScore> all = model.nextTokens(IDS, 300, List.of());
            assertThat(all.stream().mapToDouble(TokenScore::score).sum()).isCloseTo(1, within(1e-5));
            float[] logits = model.nextTokenLogits(IDS);
            assertThat(all.getFirst().id()).isEqualTo(Sampler.likeliest(logits));
            assertThat(all.getFirst().score())
                    .isCloseTo(
                            (float) Math.exp(TokenLoss.logProbability(
                                    logits, 0, 300, all.getFirst().id())),
                            within(1e-6f));
            assertThat(model.nextTokens(IDS, 3, List.of())).isEqualTo(all.subList(0, 3));
        }
    }
}
