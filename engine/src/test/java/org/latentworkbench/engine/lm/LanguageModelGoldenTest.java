package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.lm.kernel.CpuKernels;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.lm.kernel.TorchKernels;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.SafetensorsFile;

class LanguageModelGoldenTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/stories260K/hf",
                "models/babyllama-tok105/hf",
                "golden/gpt2",
                "golden/gpt_neo",
                "golden/gpt_neox",
                "golden/llama",
                "golden/llama-bf16-sharded"
            })
    void everyTensorAgreesWithTheReference(String folder) {
        Path directory = SharedData.path(folder);
        verify(directory, new CpuKernels(2));
        verify(directory, TorchKernels.FLOAT32);
    }

    /** The arithmetic that a GPU is given, on libtorch's CPU device. */
    @ParameterizedTest
    @ValueSource(strings = {"golden/gpt2", "golden/gpt_neox", "golden/llama"})
    void halfPrecisionKeepsThreeDigits(String folder) {
        Path directory = SharedData.path(folder);
        int[] ids = {5, 17, 3, 40, 8};
        try (LanguageModel whole = LanguageModel.load(directory, ComputeDevice.CPU);
                LanguageModel half = ModelLoader.load(
                        directory,
                        ComputeDevice.CPU,
                        Precision.FLOAT16,
                        new TorchKernels(Precision.FLOAT16.matrices()))) {
            float[] expected = whole.nextTokenLogits(ids);
            float[] actual = half.nextTokenLogits(ids);
            double largest = 0;
            double difference = 0;
            for (int token = 0; token < expected.length; token++) {
                largest = Math.max(largest, Math.abs(expected[token]));
                difference = Math.max(difference, Math.abs(expected[token] - actual[token]));
            }
            assertThat(difference).isBetween(1e-6 * largest, 5e-3 * largest);
        }
    }

    private static void verify(Path directory, Kernels kernels) {
        try (LanguageModel model = ModelLoader.load(directory, ComputeDevice.CPU, Precision.FLOAT32, kernels)) {
            ModelVerification result = ModelVerification.verify(model, directory.resolve("golden.safetensors"));
            assertThat(result.tensors()).hasSizeGreaterThan(15).allSatisfy(tensor -> assertThat(tensor.maxRelError())
                    .as(tensor.toString())
                    .isLessThanOrEqualTo(ModelVerification.RELATIVE_TOLERANCE));
            assertThat(result.skipped()).isEmpty();
            assertThat(result.passed()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"models/stories260K/hf", "golden/gpt2", "golden/gpt_neo", "golden/gpt_neox", "golden/llama"})
    void greedyTokensAreTheArgmaxOfTheReferenceLogits(String folder) {
        Path directory = SharedData.path(folder);
        try (LanguageModel model = LanguageModel.load(directory, ComputeDevice.CPU);
                SafetensorsFile golden = SafetensorsFile.open(directory.resolve("golden.safetensors"))) {
            int length = (int) golden.info("input_ids").shape()[1];
            int vocabulary = model.config().vocabulary();
            long[] ids = golden.longs("input_ids");
            float[] logits = golden.floats("logits");
            for (int t = 1; t < length; t++) {
                int[] prefix = new int[t];
                for (int i = 0; i < t; i++) {
                    prefix[i] = (int) ids[i];
                }
                float[] row = java.util.Arrays.copyOfRange(logits, (t - 1) * vocabulary, t * vocabulary);
                int expected = Sampler.likeliest(row);
                if (model.config().endToken().orElse(-1) != expected) {
                    assertThat(model.generate(prefix, GenerationOptions.greedy(1)))
                            .containsExactly(expected);
                }
            }
        }
    }
}
