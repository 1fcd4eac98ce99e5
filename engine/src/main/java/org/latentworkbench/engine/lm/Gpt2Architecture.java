package org.latentworkbench.engine.lm;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.AttentionRule;

/**
 * GPT-2: {@code config.json} fields and tensor names of transformers' {@code GPT2LMHeadModel}. Its matrices lie as [in, out].
 *
 * @param normEpsilon ε of the norms
 * @param activation of the MLP
 * @param scaled whether scores are divided by the root of the head width
 * @param scaledByLayer whether they are also divided by the layer's number, counted from 1
 */
record Gpt2Architecture(
        ModelConfig config, float normEpsilon, Activation activation, boolean scaled, boolean scaledByLayer)
        implements Architecture {
    static Gpt2Architecture read(ConfigFile file) {
        if (file.flag("add_cross_attention", false)) {
            throw new UnsupportedException(
                    file.path() + ": add_cross_attention is true; only models of text alone are supported.");
        }
        int width = file.size("n_embd");
        int heads = file.size("n_head");
        ModelConfig config = new ModelConfig(
                "gpt2",
                width,
                file.size("n_layer"),
                heads,
                heads,
                file.headWidth("n_embd", "n_head"),
                file.size("n_inner", 4 * width),
                file.size("vocab_size"),
                file.size("n_positions", 1024),
                file.flag("tie_word_embeddings", true),
                false,
                file.token("bos_token_id"),
                file.token("eos_token_id"));
        return new Gpt2Architecture(
                config,
                (float) file.positive("layer_norm_epsilon", 1e-5),
                file.activation("activation_function", "gelu_new"),
                file.flag("scale_attn_weights", true),
                file.flag("scale_attn_by_inverse_layer_idx", false));
    }

    @Override
    public Transformer build(ParameterSource parameters) {
        Extent width = new Extent("n_embd", config.width());
        Extent vocabulary = new Extent("vocab_size", config.vocabulary());
        Extent positions = new Extent("n_positions", config.maxPositions());
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
        Extent joint = new Extent("3 · n_embd", 3L * config.width());
        Extent hidden = new Extent("n_inner", config.mlpWidth());
        double scale = (scaled ? 1 / Math.sqrt(config.headWidth()) : 1) / (scaledByLayer ? layer + 1 : 1);
        return new SequentialBlock(
                layer,
                parameters.layerNorm(prefix + "ln_1", width, normEpsilon),
                new Attention(
                        new Projections.Joint(
                                parameters.convolution(prefix + "attn.c_attn", joint, width),
                                config.heads(),
                                config.headWidth(),
                                false),
                        parameters.convolution(prefix + "attn.c_proj", width, width),
                        new AttentionRule(scale, AttentionRule.EVERYTHING, AttentionRule.UNCAPPED),
                        false),
                parameters.layerNorm(prefix + "ln_2", width, normEpsilon),
                new PlainMlp(
                        activation,
                        parameters.convolution(prefix + "mlp.c_fc", hidden, width),
                        parameters.convolution(prefix + "mlp.c_proj", width, hidden)));
    }

    @Override
    public String prefix() {
        return "transformer.";
    }

    @Override
    public boolean ignores(String tensor) {
        return tensor.endsWith(".attn.bias")
                || tensor.endsWith(".attn.masked_bias")
                || (config.tiedHead() && tensor.equals("lm_head.weight"));
    }
}
