package org.latentworkbench.engine.lm;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.AttentionRule;
import tools.jackson.databind.JsonNode;

/**
 * GPT-Neo: {@code config.json} fields and tensor names of transformers' {@code GPTNeoForCausalLM}. Scores are not scaled;
 * local layers see a window.
 *
 * @param normEpsilon ε of the norms
 * @param activation of the MLP
 * @param windows what each layer sees
 */
record GptNeoArchitecture(ModelConfig config, float normEpsilon, Activation activation, List<Integer> windows)
        implements Architecture {
    static GptNeoArchitecture read(ConfigFile file) {
        int width = file.size("hidden_size");
        int heads = file.size("num_heads");
        int layers = file.size("num_layers");
        ModelConfig config = new ModelConfig(
                "gpt_neo",
                width,
                layers,
                heads,
                heads,
                file.headWidth("hidden_size", "num_heads"),
                file.size("intermediate_size", 4 * width),
                file.size("vocab_size"),
                file.size("max_position_embeddings", 2048),
                file.flag("tie_word_embeddings", true),
                false,
                file.token("bos_token_id"),
                file.token("eos_token_id"));
        return new GptNeoArchitecture(
                config,
                (float) file.positive("layer_norm_epsilon", 1e-5),
                file.activation("activation_function", "gelu_new"),
                windows(file, layers, file.size("window_size", 256)));
    }

    /** {@code attention_types} is a list of [[kinds of some layers], repetitions]; {@code attention_layers} spells it out. */
    private static List<Integer> windows(ConfigFile file, int layers, int window) {
        List<String> kinds = new ArrayList<>();
        if (file.has("attention_types")) {
            for (JsonNode group : file.node("attention_types")) {
                int repetitions = group.path(1).asInt(0);
                for (int i = 0; i < repetitions && kinds.size() <= layers; i++) {
                    group.path(0).forEach(kind -> kinds.add(kind.asString("")));
                }
            }
        } else if (file.has("attention_layers")) {
            file.node("attention_layers").forEach(kind -> kinds.add(kind.asString("")));
        } else {
            for (int layer = 0; layer < layers; layer++) {
                kinds.add(layer % 2 == 0 ? "global" : "local");
            }
        }
        if (kinds.size() != layers || !kinds.stream().allMatch(k -> k.equals("global") || k.equals("local"))) {
            throw new BadInputException(file.path() + ": field \"attention_types\" gives " + kinds.size()
                    + " layers, expected " + layers + " (num_layers), each \"global\" or \"local\".");
        }
        return kinds.stream()
                .map(kind -> kind.equals("global") ? AttentionRule.EVERYTHING : window)
                .toList();
    }

    @Override
    public Transformer build(ParameterSource parameters) {
        Extent width = new Extent("hidden_size", config.width());
        Extent vocabulary = new Extent("vocab_size", config.vocabulary());
        Extent positions = new Extent("max_position_embeddings", config.maxPositions());
        Embedding embedding = new Embedding(
                parameters.get("transformer.wte.weight", vocabulary, width),
                parameters.get("transformer.wpe.weight", positions, width),
                1);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(block(parameters, layer, width));
        }
        Norm norm = parameters.layerNorm("transformer.ln_f", width, normEpsilon);
        Linear head = config.tiedHead()
                ? new Linear(embedding.tokens(), null)
                : parameters.linear("lm_head", vocabulary, width, false);
        return new Transformer(embedding, List.copyOf(blocks), norm, head, AttentionRule.UNCAPPED, Rotary.NONE);
    }

    private Block block(ParameterSource parameters, int layer, Extent width) {
        String prefix = "transformer.h." + layer + ".";
        String attention = prefix + "attn.attention.";
        Extent hidden = new Extent("intermediate_size", config.mlpWidth());
        return new SequentialBlock(
                layer,
                parameters.layerNorm(prefix + "ln_1", width, normEpsilon),
                new Attention(
                        new Projections.Separate(
                                parameters.linear(attention + "q_proj", width, width, false),
                                parameters.linear(attention + "k_proj", width, width, false),
                                parameters.linear(attention + "v_proj", width, width, false),
                                config.heads(),
                                config.heads(),
                                config.headWidth()),
                        parameters.linear(attention + "out_proj", width, width, true),
                        new AttentionRule(1, windows.get(layer), AttentionRule.UNCAPPED),
                        false),
                parameters.layerNorm(prefix + "ln_2", width, normEpsilon),
                new PlainMlp(
                        activation,
                        parameters.linear(prefix + "mlp.c_fc", hidden, width, true),
                        parameters.linear(prefix + "mlp.c_proj", width, hidden, true)));
    }

    @Override
    public String prefix() {
        return "transformer.";
    }

    @Override
    public boolean ignores(String tensor) {
        return tensor.endsWith(".attention.bias")
                || tensor.endsWith(".attention.masked_bias")
                || (config.tiedHead() && tensor.equals("lm_head.weight"));
    }
}
