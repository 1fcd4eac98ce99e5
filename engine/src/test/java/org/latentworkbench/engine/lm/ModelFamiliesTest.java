package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.lm.kernel.CpuKernels;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.lm.kernel.TorchKernels;
import org.latentworkbench.engine.tensor.ComputeDevice;

/** Every family against a second, independent implementation in double precision. */
class ModelFamiliesTest {
    private static final int[] IDS = {3, 14, 15, 9, 26, 5, 35, 8, 9, 7, 9, 3, 23};
    private static final double TOLERANCE = 1e-5;

    @TempDir
    Path folder;

    static Stream<Arguments> families() {
        Map<String, Object> llama3 = Map.of(
                "rope_type", "llama3",
                "factor", 8,
                "low_freq_factor", 1,
                "high_freq_factor", 4,
                "original_max_position_embeddings", 16);
        return Stream.of(
                Arguments.of("Llama, SiLU, tied", llama("llama", "tie_word_embeddings", true)),
                Arguments.of(
                        "Llama with biases and ReLU",
                        llama("llama", "attention_bias", true, "mlp_bias", true, "hidden_act", "relu")),
                Arguments.of("Llama 3 rotary scaling", llama("llama", "rope_theta", 500, "rope_scaling", llama3)),
                Arguments.of(
                        "Llama linear rotary scaling",
                        llama("llama", "rope_scaling", Map.of("rope_type", "linear", "factor", 2.5))),
                Arguments.of(
                        "Dynamic rotary scaling, longer than in training",
                        llama(
                                "llama",
                                "max_position_embeddings",
                                6,
                                "rope_theta",
                                90,
                                "rope_scaling",
                                Map.of("type", "dynamic", "factor", 3.0))),
                Arguments.of(
                        "Dynamic rotary scaling, short",
                        llama("llama", "rope_theta", 90, "rope_scaling", Map.of("type", "dynamic", "factor", 3.0))),
                Arguments.of(
                        "YaRN",
                        llama(
                                "qwen2",
                                "head_dim",
                                16,
                                "rope_theta",
                                50,
                                "rope_scaling",
                                Map.of(
                                        "rope_type",
                                        "yarn",
                                        "factor",
                                        4.0,
                                        "original_max_position_embeddings",
                                        64,
                                        "beta_fast",
                                        4))),
                Arguments.of(
                        "YaRN of a part of each head",
                        neox(
                                "rotary_pct",
                                0.5,
                                "rope_scaling",
                                Map.of("rope_type", "yarn", "factor", 2.0, "attention_factor", 1.5, "beta_fast", 8))),
                Arguments.of("Qwen2", llama("qwen2", "rope_theta", 1000, "tie_word_embeddings", true)),
                Arguments.of(
                        "Qwen2 with a window in later layers",
                        llama("qwen2", "use_sliding_window", true, "sliding_window", 5, "max_window_layers", 1)),
                Arguments.of("Mistral with a window", llama("mistral", "sliding_window", 4, "head_dim", 10)),
                Arguments.of("Mistral without a window", llama("mistral", "sliding_window", null)),
                Arguments.of("Gemma", llama("gemma", "head_dim", 10, "num_key_value_heads", 1, "hidden_act", "gelu")),
                Arguments.of(
                        "Gemma 2",
                        llama(
                                "gemma2",
                                "head_dim",
                                6,
                                "sliding_window",
                                4,
                                "query_pre_attn_scalar",
                                20,
                                "attn_logit_softcapping",
                                1.5,
                                "final_logit_softcapping",
                                3.0,
                                "hidden_activation",
                                "gelu_pytorch_tanh")),
                Arguments.of(
                        "Gemma 2 without caps",
                        llama(
                                "gemma2",
                                "head_dim",
                                6,
                                "sliding_window",
                                4,
                                "query_pre_attn_scalar",
                                20,
                                "attn_logit_softcapping",
                                null,
                                "final_logit_softcapping",
                                null)),
                Arguments.of("NeoX, parallel", neox("rotary_pct", 0.25)),
                Arguments.of("NeoX, sequential", neox("use_parallel_residual", false, "rotary_pct", 0.5)),
                Arguments.of("NeoX without attention biases", neox("attention_bias", false, "rotary_emb_base", 500)),
                Arguments.of("GPT-2", gpt2()),
                Arguments.of(
                        "GPT-2, scores by layer, own head",
                        gpt2(
                                "scale_attn_by_inverse_layer_idx",
                                true,
                                "tie_word_embeddings",
                                false,
                                "n_inner",
                                20,
                                "activation_function",
                                "quick_gelu")),
                Arguments.of("GPT-2, scores as they are", gpt2("scale_attn_weights", false)),
                Arguments.of("GPT-Neo", neo()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("families")
    void everyValueAgrees(String name, Map<String, Object> config) throws IOException {
        ReferenceModel reference = new ReferenceModel(config);
        double[][] logits = reference.logits(IDS);
        reference.write(folder);
        for (Kernels kernels : List.of(new CpuKernels(2), TorchKernels.FLOAT32)) {
            try (LanguageModel model = ModelLoader.load(folder, ComputeDevice.CPU, Precision.FLOAT32, kernels)) {
                Map<String, float[]> trace = model.trace(new int[][] {IDS});
                assertNear(name + " logits", trace.get("logits"), List.of(logits));
                assertThat(reference.seen()).containsKeys("attn_z.1", "mlp_act.1", "attn_out.1", "mlp_out.1");
                reference.seen().forEach((hook, values) -> assertNear(hook, trace.get(hook), values));
            }
        }
    }

    private static void assertNear(String name, float[] ours, List<double[]> theirs) {
        double largest = theirs.stream()
                .flatMapToDouble(java.util.Arrays::stream)
                .map(Math::abs)
                .max()
                .orElseThrow();
        int at = 0;
        double worst = 0;
        for (double[] row : theirs) {
            for (double value : row) {
                worst = Math.max(worst, Math.abs(ours[at++] - value));
            }
        }
        assertThat(ours).as(name).hasSize(at);
        assertThat(worst / largest).as(name).isLessThan(TOLERANCE);
    }

    /** Counted by hand from published configs: transformers gives the same. */
    @ParameterizedTest
    @CsvSource({
        "gpt2, 124439808",
        "pythia-70m, 70426624",
        "qwen2-0.5b, 494032768",
        "smollm-135m, 134515008",
        "tinyllama-1.1b, 1100048384",
        "mistral-7b, 7241732096",
        "llama-3.2-1b, 1235814400",
        "gemma-2b, 2506172416",
        "gemma-2-2b, 2614341888"
    })
    void aPublishedModelHasItsNumberOfParameters(String name, long parameters) throws IOException {
        Map<String, Object> config =
                switch (name) {
                    case "gpt2" ->
                        fields(
                                "gpt2",
                                "n_embd",
                                768,
                                "n_layer",
                                12,
                                "n_head",
                                12,
                                "vocab_size",
                                50257,
                                "n_positions",
                                1024);
                    case "pythia-70m" -> published("gpt_neox", 512, 6, 8, 8, 2048, 50304, false);
                    case "qwen2-0.5b" -> published("qwen2", 896, 24, 14, 2, 4864, 151936, true);
                    case "smollm-135m" -> published("llama", 576, 30, 9, 3, 1536, 49152, true);
                    case "tinyllama-1.1b" -> published("llama", 2048, 22, 32, 4, 5632, 32000, false);
                    case "mistral-7b" -> published("mistral", 4096, 32, 32, 8, 14336, 32000, false);
                    case "llama-3.2-1b" -> published("llama", 2048, 16, 32, 8, 8192, 128256, true);
                    case "gemma-2b" -> published("gemma", 2048, 18, 8, 1, 16384, 256000, true);
                    default -> published("gemma2", 2304, 26, 8, 4, 9216, 256000, true);
                };
        Files.writeString(folder.resolve("config.json"), Manifest.mapper().writeValueAsString(config));
        assertThat(LanguageModel.parameters(folder)).isEqualTo(parameters);
    }

    private static Map<String, Object> published(
            String type, int width, int layers, int heads, int keyHeads, int hidden, int vocabulary, boolean tied) {
        return fields(
                type,
                "hidden_size",
                width,
                "num_hidden_layers",
                layers,
                "num_attention_heads",
                heads,
                "num_key_value_heads",
                keyHeads,
                "intermediate_size",
                hidden,
                "vocab_size",
                vocabulary,
                "tie_word_embeddings",
                tied);
    }

    private static Map<String, Object> llama(String type, Object... changes) {
        Map<String, Object> config = fields(
                type,
                "hidden_size",
                24,
                "num_hidden_layers",
                3,
                "num_attention_heads",
                4,
                "num_key_value_heads",
                2,
                "intermediate_size",
                37,
                "vocab_size",
                40,
                "max_position_embeddings",
                32,
                "hidden_act",
                "silu");
        config.putAll(fields(type, changes));
        return config;
    }

    private static Map<String, Object> neox(Object... changes) {
        Map<String, Object> config = fields(
                "gpt_neox",
                "hidden_size",
                32,
                "num_hidden_layers",
                2,
                "num_attention_heads",
                4,
                "intermediate_size",
                50,
                "vocab_size",
                40,
                "max_position_embeddings",
                32,
                "hidden_act",
                "gelu");
        config.putAll(fields("gpt_neox", changes));
        return config;
    }

    private static Map<String, Object> gpt2(Object... changes) {
        Map<String, Object> config = fields(
                "gpt2",
                "n_embd",
                24,
                "n_layer",
                3,
                "n_head",
                3,
                "vocab_size",
                40,
                "n_positions",
                20,
                "activation_function",
                "gelu_new");
        config.putAll(fields("gpt2", changes));
        return config;
    }

    private static Map<String, Object> neo() {
        return fields(
                "gpt_neo",
                "hidden_size",
                24,
                "num_layers",
                2,
                "num_heads",
                3,
                "attention_types",
                List.of(List.of(List.of("global", "local"), 1)),
                "window_size",
                4,
                "vocab_size",
                40,
                "max_position_embeddings",
                20,
                "activation_function",
                "relu2");
    }

    private static Map<String, Object> fields(String type, Object... pairs) {
        Map<String, Object> fields = new LinkedHashMap<>(new HashMap<>());
        fields.put("model_type", type);
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put((String) pairs[i], pairs[i + 1]);
        }
        return fields;
    }
}
