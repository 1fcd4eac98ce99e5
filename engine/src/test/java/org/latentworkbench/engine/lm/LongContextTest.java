package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.lm.kernel.CpuKernels;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.lm.kernel.TorchKernels;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.text.BosRule;

class LongContextTest {
    private static final int LONG = 8192;
    private static final HookPoint LAST = HookPoint.parse("resid_post.1");

    @TempDir
    Path folder;

    private static int[] ids(int length, long seed) {
        return new Random(seed).ints(length, 2, 300).toArray();
    }

    private static float[] activations(LanguageModel model, int[]... contexts) {
        int rows = 0;
        for (int[] context : contexts) {
            rows += context.length;
        }
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix into = FloatMatrix.allocate(arena, rows, 16);
            model.activations(contexts, BosRule.NONE, LAST, into);
            return into.data().toArray(java.lang.foreign.ValueLayout.JAVA_FLOAT);
        }
    }

    /** All scores of 4 heads would be 1 GiB; in parts they say the same, and the end of a long text is read as a short one. */
    @Test
    void eightThousandTokensAreReadInParts() {
        TinyModel tiny = new TinyModel(folder);
        tiny.config.put("max_position_embeddings", LONG);
        tiny.write();
        int[] context = ids(LONG, 1);
        List<float[]> values = new ArrayList<>();
        for (Kernels kernels : List.of(new CpuKernels(2), TorchKernels.FLOAT32)) {
            try (LanguageModel model = ModelLoader.load(folder, ComputeDevice.CPU, Precision.FLOAT32, kernels)) {
                values.add(activations(model, context));
            }
        }
        float worst = 0;
        float largest = 0;
        for (int i = 0; i < values.getFirst().length; i++) {
            worst = Math.max(worst, Math.abs(values.getFirst()[i] - values.getLast()[i]));
            largest = Math.max(largest, Math.abs(values.getFirst()[i]));
        }
        assertThat(worst / largest).isLessThan(2e-5f);
    }

    @Test
    void aLongContextIsABatchOfItsOwn() {
        int[][] contexts = {ids(100, 1), ids(LONG, 2), ids(100, 3), ids(100, 4)};
        List<Batch> batches = Batch.split(contexts, OptionalInt.empty(), 4, false);
        assertThat(batches).extracting(Batch::size).containsExactly(1, 1, 2);
        assertThat(batches.get(1).length()).isEqualTo(LONG);
    }

    /** Positions that depend on the length must not depend on what a context is read together with. */
    @Test
    void dynamicPositionsAreThoseOfTheContextItself() {
        TinyModel tiny = new TinyModel(folder);
        tiny.config.put("max_position_embeddings", 8);
        tiny.config.put("rope_scaling", Map.of("rope_type", "dynamic", "factor", 4.0));
        int[] shorter = ids(10, 1);
        int[] longer = ids(30, 2);
        try (LanguageModel model = tiny.load()) {
            assertThat(model.config().maxPositions()).isEqualTo(32);
            float[] together = activations(model, shorter, longer);
            assertThat(java.util.Arrays.copyOf(together, 160)).containsExactly(activations(model, shorter));
        }
    }
}
