package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.text.BosRule;

class ModelLoadingTest {
    @TempDir
    Path folder;

    private void assertRefused(TinyModel model, Class<? extends WorkbenchException> type, String... parts) {
        model.write();
        assertThatThrownBy(() -> LanguageModel.load(folder, ComputeDevice.CPU))
                .isInstanceOf(type)
                .hasMessageContainingAll(parts);
    }

    @Test
    void listsTheSupportedFamiliesWhenItMeetsAnother() {
        TinyModel model = new TinyModel(folder);
        model.config.put("model_type", "mamba");
        assertRefused(
                model,
                UnsupportedException.class,
                "mamba",
                "gemma, gemma2, gpt2, gpt_neo, gpt_neox, llama, mistral, qwen2");
    }

    @Test
    void saysWhichTensorDoesNotFitWhichField() {
        TinyModel model = new TinyModel(folder);
        model.config.put("vocab_size", 301);
        assertRefused(
                model,
                BadInputException.class,
                "`model.safetensors`",
                "`model.embed_tokens.weight` is [300, 16] but config.json says [301, 16]",
                "vocab_size 301");
    }

    @Test
    void saysWhichTensorsAreMissingAndWhichAreThereInstead() {
        TinyModel model = new TinyModel(folder);
        model.tensors.remove("model.layers.1.mlp.up_proj.weight");
        assertRefused(model, BadInputException.class, "lacks tensor `model.layers.1.mlp.up_proj.weight`");
        model.tensors.keySet().removeIf(name -> name.contains("layers.0"));
        String extra = "model.layers.0.fused.weight";
        model.tensors.put(extra, TensorData.ofFloats(extra, new float[4], 4));
        assertRefused(model, BadInputException.class, "layers.0.input_layernorm.weight", "and 7 more", extra);
    }

    @Test
    void refusesTensorsTheFamilyHasNoPlaceFor() {
        TinyModel model = new TinyModel(folder);
        for (String name : new String[] {"model.layers.0.self_attn.q_norm.weight", "model.extra"}) {
            model.tensors.put(name, TensorData.ofFloats(name, new float[4], 4));
        }
        assertRefused(model, UnsupportedException.class, "tensors `model", "q_norm.weight`", "`model.extra`");
    }

    @Test
    void namesTheWeightThatIsNotANumber() {
        TinyModel model = new TinyModel(folder);
        model.tensors
                .get("model.norm.weight")
                .bytes()
                .setAtIndex(java.lang.foreign.ValueLayout.JAVA_FLOAT_UNALIGNED, 3, Float.NaN);
        assertRefused(model, BadInputException.class, "element 3 of tensor `model.norm.weight` is NaN");
    }

    @ParameterizedTest
    @EnumSource(
            value = DType.class,
            names = {"F64", "F16", "BF16"})
    void readsEveryFloatingPointTypeEvenMixed(DType dtype) {
        TinyModel model = new TinyModel(folder);
        float[] exact;
        try (LanguageModel loaded = model.load()) {
            exact = loaded.nextTokenLogits(new int[] {1, 2, 3});
        }
        model.tensors.replaceAll((name, data) -> name.contains("mlp") || name.contains("embed")
                ? TensorData.ofFloats(name, dtype, data.bytes(), data.shape())
                : data);
        try (LanguageModel loaded = model.load()) {
            float allowed = dtype == DType.F64 ? 0 : dtype == DType.F16 ? 0.05f : 0.4f;
            assertThat(loaded.nextTokenLogits(new int[] {1, 2, 3})).containsExactly(exact, within(allowed));
        }
    }

    @Test
    void refusesALanguageModelInsideAnother() {
        TinyModel model = new TinyModel(folder);
        model.config.put("text_config", Map.of("hidden_size", 16));
        assertRefused(model, UnsupportedException.class, "text_config");
    }

    @Test
    void aModelWithoutHeadRunsWithItsEmbeddingAsHead() {
        Path gpt2 = SharedData.path("models/lm-buddy-tiny_gpt2");
        try (LanguageModel model = LanguageModel.load(gpt2, ComputeDevice.CPU)) {
            assertThat(model.parameters()).isEqualTo(2168);
            assertThat(model.nextTokenLogits(new int[] {1, 2, 3})).hasSize(21);
        }
    }

    @Test
    void thereIsNothingBetweenParallelParts() {
        Path neox = SharedData.path("golden/gpt_neox");
        try (LanguageModel model = LanguageModel.load(neox, ComputeDevice.CPU);
                Arena arena = Arena.ofConfined()) {
            FloatMatrix into = FloatMatrix.allocate(arena, 2, 64);
            assertThatThrownBy(() ->
                            model.activations(new int[][] {{1, 2}}, BosRule.NONE, HookPoint.parse("resid_mid.0"), into))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("use_parallel_residual");
        }
    }

    @Test
    void halfPrecisionIsForGpus() {
        TinyModel model = new TinyModel(folder);
        model.write();
        assertThatThrownBy(() -> LanguageModel.load(folder, ComputeDevice.CPU, Precision.FLOAT16))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("GPU");
        assertThatThrownBy(() -> Precision.parse("bf16"))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("f16");
    }

    @Test
    void ignoresBuffersAndACopyOfATiedHead() {
        TinyModel model = new TinyModel(folder);
        for (String name : new String[] {"model.layers.0.self_attn.rotary_emb.inv_freq", "lm_head.weight"}) {
            model.tensors.put(name, TensorData.ofFloats(name, new float[2], 2));
        }
        try (LanguageModel loaded = model.load()) {
            assertThat(loaded.config().tiedHead()).isTrue();
        }
    }

    @Test
    void readsABareModelWithoutThePrefix() {
        TinyModel model = new TinyModel(folder);
        float[][] expected;
        try (LanguageModel loaded = model.load()) {
            expected = loaded.logits(new int[] {1, 2, 3});
        }
        Map<String, TensorData> named = Map.copyOf(model.tensors);
        model.tensors.clear();
        named.forEach((name, data) -> {
            String bare = name.substring("model.".length());
            model.tensors.put(bare, new TensorData(bare, data.dtype(), data.shape(), data.bytes()));
        });
        try (LanguageModel loaded = model.load()) {
            assertThat(loaded.logits(new int[] {1, 2, 3})).isDeepEqualTo(expected);
        }
    }

    @Test
    void biasesCountWhenTheConfigHasThem() {
        TinyModel model = new TinyModel(folder);
        float[] before;
        try (LanguageModel loaded = model.load()) {
            before = loaded.nextTokenLogits(new int[] {1, 2, 3});
        }
        model.config.put("attention_bias", true);
        model.config.put("mlp_bias", true);
        for (int layer = 0; layer < 2; layer++) {
            String prefix = "model.layers." + layer + ".";
            bias(model, prefix + "self_attn.q_proj.bias", 16);
            bias(model, prefix + "self_attn.k_proj.bias", 8);
            bias(model, prefix + "self_attn.v_proj.bias", 8);
            bias(model, prefix + "self_attn.o_proj.bias", 16);
            bias(model, prefix + "mlp.gate_proj.bias", 24);
            bias(model, prefix + "mlp.up_proj.bias", 24);
            bias(model, prefix + "mlp.down_proj.bias", 16);
        }
        try (LanguageModel loaded = model.load()) {
            assertThat(loaded.nextTokenLogits(new int[] {1, 2, 3})).isNotEqualTo(before);
        }
    }

    private static void bias(TinyModel model, String name, int width) {
        float[] values = new float[width];
        for (int i = 0; i < width; i++) {
            values[i] = i % 3 - 1;
        }
        model.tensors.put(name, TensorData.ofFloats(name, values, width));
    }

    @Test
    void refusesAnUnknownRopeScalingByName() {
        TinyModel model = new TinyModel(folder);
        model.config.put("rope_scaling", Map.of("rope_type", "longrope", "factor", 4));
        assertRefused(model, UnsupportedException.class, "longrope", "linear", "yarn", "llama3");
    }

    @Test
    void checksTheFieldsOfTheConfig() {
        TinyModel missing = new TinyModel(folder);
        missing.config.remove("hidden_size");
        assertRefused(missing, BadInputException.class, "config.json", "\"hidden_size\" is missing");
        TinyModel huge = new TinyModel(folder);
        huge.config.put("num_hidden_layers", 2_000_000_000);
        assertRefused(huge, BadInputException.class, "num_hidden_layers", "2000000000");
        TinyModel heads = new TinyModel(folder);
        heads.config.put("num_key_value_heads", 3);
        assertRefused(heads, BadInputException.class, "num_attention_heads 4", "num_key_value_heads 3");
        TinyModel activation = new TinyModel(folder);
        activation.config.put("hidden_act", "softmax");
        assertRefused(activation, UnsupportedException.class, "softmax", "gelu_new", "silu");
    }

    @Test
    void saysWhenTheWeightsAreAPickle() throws Exception {
        new TinyModel(folder).write();
        Files.move(folder.resolve("model.safetensors"), folder.resolve("pytorch_model.bin"));
        assertThatThrownBy(() -> LanguageModel.load(folder, ComputeDevice.CPU))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("safe_serialization=True");
    }

    @Test
    void bosAsksForAConfigThatHasOne() {
        TinyModel model = new TinyModel(folder);
        model.config.remove("bos_token_id");
        try (LanguageModel loaded = model.load()) {
            assertThatThrownBy(() -> loaded.losses(new int[][] {{1, 2}}, BosRule.EACH_CONTEXT))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("bos_token_id");
        }
    }
}
