package org.latentworkbench.engine.sae;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.lm.Intervention;
import org.latentworkbench.engine.lm.LanguageModel;
import org.latentworkbench.engine.lm.Replacement;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

class SaeReplacementTest {
    private static final int WIDTH = 12;
    private static final int[] IDS = {3, 14, 15, 9, 26, 5};
    private static final HookPoint HOOK = HookPoint.parse("resid_post.0");

    private final Arena arena = Arena.ofConfined();
    private final LanguageModel model = LanguageModel.random(
            Map.of(
                    "model_type", "llama",
                    "hidden_size", WIDTH,
                    "num_hidden_layers", 2,
                    "num_attention_heads", 2,
                    "intermediate_size", 20,
                    "vocab_size", 40),
            ComputeDevice.CPU,
            3);

    @AfterEach
    void close() {
        model.close();
        arena.close();
    }

    /** Two latents per dimension, one for each sign: its reconstruction is exact. */
    private Sae exact() {
        SaeWeights weights = SaeWeights.allocate(arena, 2 * WIDTH, WIDTH);
        for (int i = 0; i < WIDTH; i++) {
            weights.encoder().set(i, i, 1);
            weights.decoder().set(i, i, 1);
            weights.encoder().set(WIDTH + i, i, -1);
            weights.decoder().set(WIDTH + i, i, -1);
        }
        SaeInfo info = new SaeInfo(
                "exact",
                new SaeKind.Relu(),
                WIDTH,
                2 * WIDTH,
                "m",
                "c",
                "resid_post.0",
                BosRule.NONE,
                8,
                InputScale.none(WIDTH));
        return Sae.trained(info, weights, InferenceThreshold.NONE);
    }

    private FloatMatrix activations() {
        FloatMatrix rows = FloatMatrix.allocate(arena, IDS.length, WIDTH);
        model.activations(new int[][] {IDS}, BosRule.NONE, HOOK, rows);
        return rows;
    }

    private float[][] logits(Replacement replacement) {
        return model.logits(IDS, List.of(Intervention.everywhere(HOOK, replacement)));
    }

    @Test
    void anExactReconstructionChangesNothing() {
        float[][] expected = model.logits(IDS);
        try (Sae sae = exact()) {
            float[][] spliced = logits(SaeReplacement.reconstruction(sae));
            for (int t = 0; t < IDS.length; t++) {
                assertThat(spliced[t]).containsExactly(expected[t], within(1e-5f));
            }
            assertThat(logits(SaeReplacement.changing(sae, Map.of()))).isDeepEqualTo(expected);
        }
    }

    @Test
    void aLatentThatDoesNotFireCanBeAblatedWithoutATrace() {
        FloatMatrix rows = activations();
        try (Sae sae = exact()) {
            SparseRows active = sae.encode(rows);
            // In one row of two latents of opposite sign at most one fires.
            int silent = active.value(0, 4) == 0 ? 4 : WIDTH + 4;
            FloatMatrix first = rows.rows(0, 1);
            FloatMatrix changed = FloatMatrix.allocate(arena, 1, WIDTH);
            changed.data().copyFrom(first.data());
            SaeReplacement.changing(sae, Map.of(silent, LatentChange.ablate())).apply(changed);
            assertThat(changed.data().mismatch(first.data())).isEqualTo(-1);
        }
    }

    @Test
    void changesAddTheirDirectionAndKeepTheRest() {
        FloatMatrix rows = activations();
        try (Sae sae = exact()) {
            FloatMatrix changed = FloatMatrix.allocate(arena, IDS.length, WIDTH);
            changed.data().copyFrom(rows.data());
            var changes = Map.of(
                    2, new LatentChange.Clamp(5), WIDTH + 2, LatentChange.ablate(), 3, new LatentChange.Scale(2));
            SaeReplacement.changing(sae, changes).apply(changed);
            for (int row = 0; row < IDS.length; row++) {
                for (int i = 0; i < WIDTH; i++) {
                    float x = rows.get(row, i);
                    float expected = i == 2 ? 5 : i == 3 && x > 0 ? 2 * x : x;
                    assertThat(changed.get(row, i)).isCloseTo(expected, within(1e-5f));
                }
            }
            assertThatThrownBy(() -> SaeReplacement.changing(sae, Map.of(24, LatentChange.ablate())))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("24, 0 to 23");
        }
    }
}
