package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.FloatMatrix;

final class UnembeddingTest {
    @TempDir
    Path folder;

    /** A direction added to a large stream moves the logits as the lens says. */
    @Test
    void theLensIsTheHeadBehindTheNormsScale() {
        TinyModel tiny = new TinyModel(folder);
        tiny.load().close();
        try (Unembedding head = Unembedding.load(folder, ComputeDevice.CPU);
                Arena arena = Arena.ofConfined()) {
            FloatMatrix directions = FloatMatrix.allocate(arena, 2, 16);
            directions.set(0, 3, 2);
            directions.set(1, 5, -1);
            LogitLens lens = head.lens(directions, 4);
            float[] embedding =
                    tiny.tensors.get("model.embed_tokens.weight").bytes().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
            float[] norm = tiny.tensors.get("model.norm.weight").bytes().toArray(ValueLayout.JAVA_FLOAT_UNALIGNED);
            Map<Integer, Float> column = new TreeMap<>();
            for (int token = 0; token < 300; token++) {
                column.put(token, 2 * norm[3] * embedding[token * 16 + 3]);
            }
            List<Integer> order = column.keySet().stream()
                    .sorted((a, b) -> Float.compare(column.get(b), column.get(a)))
                    .toList();
            assertThat(lens.promoted().getFirst().stream().map(TokenScore::id)).isEqualTo(order.subList(0, 4));
            assertThat(lens.promoted().getFirst().getFirst().score())
                    .isCloseTo(column.get(order.getFirst()), within(1e-4f));
            assertThat(lens.suppressed().getFirst().getFirst().id()).isEqualTo(order.getLast());
            assertThat(lens.promoted()).hasSize(2);
        }
    }

    @Test
    void directionsOfAnotherWidthAreRefused() {
        new TinyModel(folder).load().close();
        try (Unembedding head = Unembedding.load(folder, ComputeDevice.CPU);
                Arena arena = Arena.ofConfined()) {
            FloatMatrix narrow = FloatMatrix.allocate(arena, 1, 8);
            assertThatThrownBy(() -> head.lens(narrow, 4))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("width 16")
                    .hasMessageContaining("given 8");
        }
    }
}
