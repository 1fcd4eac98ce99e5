package org.latentworkbench.engine.sae;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.TensorSource;

/** Autoencoders trained by another program, with what that program computed for 256 held-out positions. */
class GoldenSaeTest {
    @ParameterizedTest
    @ValueSource(strings = {"topk", "standard"})
    void encodesAndDecodesAsTheOriginalImplementation(String name) {
        Path folder = SharedData.path("sae/trained-stories260K/" + name);
        try (Sae sae = Sae.load(folder);
                Arena arena = Arena.ofConfined();
                TensorSource golden = SafetensorsFile.open(folder.resolve("golden_sae.safetensors"))) {
            int rows = (int) golden.info("x").shape()[0];
            FloatMatrix x = FloatMatrix.allocate(arena, rows, sae.inputWidth());
            golden.copyFloats("x", x.data());
            float[] expectedActs = golden.floats("feature_acts");
            float[] expectedOut = golden.floats("sae_out");

            SparseRows acts = sae.encode(x);
            float[] dense = new float[expectedActs.length];
            for (int row = 0; row < rows; row++) {
                for (int e = acts.offsets()[row]; e < acts.offsets()[row + 1]; e++) {
                    dense[row * sae.latents() + acts.latents()[e]] = acts.values()[e];
                }
            }
            for (int i = 0; i < dense.length; i++) {
                float[] direction = new float[0];
                if (expectedActs[i] != 0 || dense[i] != 0) {
                    direction = sae.decoderRow(i % sae.latents());
                }
                assertThat((double) dense[i]).isCloseTo(expectedActs[i] * length(direction), within());
            }

            FloatMatrix out = FloatMatrix.allocate(arena, rows, sae.inputWidth());
            sae.decode(acts, out);
            for (int row = 0; row < rows; row++) {
                float[] values = out.row(row);
                for (int i = 0; i < values.length; i++) {
                    assertThat((double) values[i]).isCloseTo(expectedOut[row * values.length + i], within());
                }
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> within() {
        return org.assertj.core.data.Offset.offset(2e-4);
    }

    private static double length(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return Math.sqrt(sum);
    }
}
