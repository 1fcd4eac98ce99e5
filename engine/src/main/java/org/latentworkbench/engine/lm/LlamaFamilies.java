package org.latentworkbench.engine.lm;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.AttentionRule;
import tools.jackson.databind.JsonNode;

/** What {@code config.json} says in the families that have Llama's blocks. */
final class LlamaFamilies {
    private static final String WINDOW = "sliding_window";
    private static final int GEMMA_HEAD = 256;

    private LlamaFamilies() {}

    /** Llama 1 to 3, SmolLM, TinyLlama: transformers' {@code LlamaForCausalLM}. */
    static LlamaArchitecture llama(ConfigFile file) {
        ModelConfig config = sizes(file, "llama", 2048, headWidth(file), false);
        boolean attentionBias = file.flag("attention_bias", false);
        LlamaTraits traits = LlamaTraits.plain(config.headWidth(), config.layers())
                .withActivation(file.activation("hidden_act", "silu"))
                .withBiases(attentionBias, attentionBias, file.flag("mlp_bias", false));
        return architecture(file, config, traits);
    }

    /** Qwen2 and Qwen2.5: biases of queries, keys and values; later layers may see a window. */
    static LlamaArchitecture qwen2(ConfigFile file) {
        ModelConfig config = sizes(file, "qwen2", 32_768, headWidth(file), false);
        boolean windowed = file.flag("use_sliding_window", false);
        int from = file.count("max_window_layers", 28);
        LlamaTraits traits = LlamaTraits.plain(config.headWidth(), config.layers())
                .withActivation(file.activation("hidden_act", "silu"))
                .withBiases(true, false, false)
                .withWindows(windows(file, config, windowed ? window(file) : AttentionRule.EVERYTHING, l -> l >= from));
        return architecture(file, config, traits);
    }

    /** Mistral: all layers see a window, if there is one. */
    static LlamaArchitecture mistral(ConfigFile file) {
        ModelConfig config = sizes(file, "mistral", 131_072, headWidth(file), false);
        LlamaTraits traits = LlamaTraits.plain(config.headWidth(), config.layers())
                .withActivation(file.activation("hidden_act", "silu"))
                .withWindows(windows(file, config, window(file), _ -> true));
        return architecture(file, config, traits);
    }

    /** Gemma: scaled embeddings, a tanh GELU as gate, norms that hold their difference to 1. */
    static LlamaArchitecture gemma(ConfigFile file) {
        ModelConfig config = sizes(file, "gemma", 8192, file.size("head_dim", GEMMA_HEAD), true);
        boolean bias = file.flag("attention_bias", false);
        LlamaTraits traits = LlamaTraits.plain(config.headWidth(), config.layers())
                .withActivation(gemmaActivation(file))
                .withBiases(bias, bias, false)
                .asGemma();
        return architecture(file, config, traits);
    }

    /** Gemma 2: also norms behind the parts, soft caps, and a window in every other layer. */
    static LlamaArchitecture gemma2(ConfigFile file) {
        ModelConfig config = sizes(file, "gemma2", 8192, file.size("head_dim", GEMMA_HEAD), true);
        boolean bias = file.flag("attention_bias", false);
        LlamaTraits traits = LlamaTraits.plain(config.headWidth(), config.layers())
                .withActivation(file.activation("hidden_activation", "gelu_pytorch_tanh"))
                .withBiases(bias, bias, false)
                .withWindows(windows(file, config, window(file), layer -> layer % 2 == 0))
                .asGemma()
                .asGemma2(
                        1 / Math.sqrt(file.positive("query_pre_attn_scalar", 256)),
                        file.positiveUnlessNull("attn_logit_softcapping", 50, AttentionRule.UNCAPPED),
                        file.positiveUnlessNull("final_logit_softcapping", 30, AttentionRule.UNCAPPED));
        return architecture(file, config, traits);
    }

    private static LlamaArchitecture architecture(ConfigFile file, ModelConfig config, LlamaTraits traits) {
        return new LlamaArchitecture(
                config,
                (float) file.positive("rms_norm_eps", 1e-6),
                RotaryFrequencies.read(file, config.headWidth(), 10_000),
                traits);
    }

    private static ModelConfig sizes(ConfigFile file, String family, int positions, int headWidth, boolean tied) {
        int heads = file.size("num_attention_heads");
        int keyValueHeads = file.size("num_key_value_heads", heads);
        if (heads % keyValueHeads != 0) {
            throw new BadInputException(file.path() + ": num_attention_heads " + heads
                    + " is not a multiple of num_key_value_heads " + keyValueHeads + ".");
        }
        if (headWidth % 2 != 0) {
            throw new BadInputException(
                    file.path() + ": the head width " + headWidth + " is odd; rotary positions turn pairs.");
        }
        return new ModelConfig(
                family,
                file.size("hidden_size"),
                file.size("num_hidden_layers"),
                heads,
                keyValueHeads,
                headWidth,
                file.size("intermediate_size"),
                file.size("vocab_size"),
                RotaryFrequencies.reach(file, positions),
                file.flag("tie_word_embeddings", tied),
                false,
                file.token("bos_token_id"),
                file.token("eos_token_id"));
    }

    private static int headWidth(ConfigFile file) {
        return file.has("head_dim") ? file.size("head_dim") : file.headWidth("hidden_size", "num_attention_heads");
    }

    /** The first Gemma configs say "gelu" and mean its tanh approximation, as their authors' code computes it. */
    private static Activation gemmaActivation(ConfigFile file) {
        String field = file.has("hidden_activation") ? "hidden_activation" : "hidden_act";
        Activation named = file.activation(field, "gelu_pytorch_tanh");
        return named == Activation.GELU && field.equals("hidden_act") ? Activation.GELU_TANH : named;
    }

    /** {@code sliding_window}: 4096 where it is absent, everything where it is null. */
    private static int window(ConfigFile file) {
        if (file.isNull(WINDOW)) {
            return AttentionRule.EVERYTHING;
        }
        return file.size(WINDOW, 4096);
    }

    /**
     * What each layer sees, by {@code layer_types} where the config has them.
     *
     * @param usual which layers see the window otherwise
     */
    private static List<Integer> windows(ConfigFile file, ModelConfig config, int window, IntPredicate usual) {
        List<Integer> windows = new ArrayList<>();
        JsonNode types = file.node("layer_types");
        if (types.isArray() && types.size() != config.layers()) {
            throw new BadInputException(file.path() + ": field \"layer_types\" has " + types.size()
                    + " entries, expected " + config.layers() + " (num_hidden_layers).");
        }
        for (int layer = 0; layer < config.layers(); layer++) {
            boolean local = types.isArray() ? isSliding(file, types.get(layer)) : usual.test(layer);
            windows.add(local ? window : AttentionRule.EVERYTHING);
        }
        return windows;
    }

    private static boolean isSliding(ConfigFile file, JsonNode type) {
        return switch (type.asString("")) {
            case "sliding_attention" -> true;
            case "full_attention" -> false;
            default ->
                throw new BadInputException(file.path() + ": field \"layer_types\" holds " + type
                        + ", expected \"full_attention\" or \"sliding_attention\".");
        };
    }
}
