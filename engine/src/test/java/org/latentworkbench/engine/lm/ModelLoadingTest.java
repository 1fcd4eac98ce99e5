package org.latentworkbench.engine.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.TensorData;

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
        Path gpt2 = SharedData.path("models/lm-buddy-tiny_gpt2");
        assertThatThrownBy(() -> LanguageModel.load(gpt2, ComputeDevice.CPU))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContainingAll("gpt2", "supported: llama");
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
    void saysWhichTensorIsMissing() {
        TinyModel model = new TinyModel(folder);
        model.tensors.remove("model.layers.1.mlp.up_proj.weight");
        assertRefused(model, BadInputException.class, "`model.layers.1.mlp.up_proj.weight`");
    }

    @Test
    void refusesATensorTheFamilyHasNoPlaceFor() {
        TinyModel model = new TinyModel(folder);
        String name = "model.layers.0.self_attn.q_norm.weight";
        model.tensors.put(name, TensorData.ofFloats(name, new float[4], 4));
        assertRefused(model, UnsupportedException.class, name);
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
        model.config.put("rope_scaling", Map.of("rope_type", "yarn", "factor", 4));
        assertRefused(model, UnsupportedException.class, "yarn", "linear", "llama3");
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
        activation.config.put("hidden_act", "relu");
        assertRefused(activation, UnsupportedException.class, "relu", "silu");
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
            assertThatThrownBy(() ->
                            loaded.losses(new int[][] {{1, 2}}, org.latentworkbench.engine.text.BosRule.EACH_CONTEXT))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("bos_token_id");
        }
    }
}
