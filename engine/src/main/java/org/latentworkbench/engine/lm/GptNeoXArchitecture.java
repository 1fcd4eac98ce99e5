package org.latentworkbench.engine.lm;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.lm.kernel.Activation;
import org.latentworkbench.engine.lm.kernel.AttentionRule;

/**
 * GPT-NeoX and Pythia: {@code config.json} fields and tensor names of transformers' {@code GPTNeoXForCausalLM}. Only the first
 * part of every head is rotated.
 *
 * @param normEpsilon ε of the norms
 * @param activation of the MLP
 * @param rotary how positions turn the first part of queries and keys
 * @param attentionBias whether attention's matrices have biases
 */
record GptNeoXArchitecture(
        ModelConfig config, float normEpsilon, Activation activation, Rotary rotary, boolean attentionBias)
        implements Architecture {
    static GptNeoXArchitecture read(ConfigFile file) {
        int width = file.size("hidden_size");
        int heads = file.size("num_attention_heads");
        int headWidth = file.headWidth("hidden_size", "num_attention_heads");
        double share = file.positive("rotary_pct", file.positive("partial_rotary_factor", 0.25));
        int rotated = (int) (headWidth * file.positive(file.ropeNode(), "partial_rotary_factor", share));
        if (rotated > headWidth || rotated % 2 != 0) {
            throw new BadInputException(file.path() + ": rotary_pct " + share + " turns " + rotated + " of the "
                    + headWidth + " features of a head; it must be an even number of them.");
        }
        ModelConfig config = new ModelConfig(
                "gpt_neox",
                width,
                file.size("num_hidden_layers"),
                heads,
                heads,
                headWidth,
                file.size("intermediate_size", 4 * width),
                file.size("vocab_size"),
                RotaryFrequencies.reach(file, 2048),
                file.flag("tie_word_embeddings", false),
                file.flag("use_parallel_residual", true),
                file.token("bos_token_id"),
                file.token("eos_token_id"));
        return new GptNeoXArchitecture(
                config,
                (float) file.positive("layer_norm_eps", 1e-5),
                file.activation("hidden_act", "gelu"),
                RotaryFrequencies.read(file, rotated, file.positive("rotary_emb_base", 10_000)),
                file.flag("attention_bias", true));
    }

    @Override
    public Transformer build(ParameterSource parameters) {
        Extent width = new Extent("hidden_size", config.width());
        Extent vocabulary = new Extent("vocab_size", config.vocabulary());
        Embedding embedding = new Embedding(parameters.get("gpt_neox.embed_in.weight", vocabulary, width), null, 1);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(block(parameters, layer, width));
        }
        Norm norm = parameters.layerNorm("gpt_neox.final_layer_norm", width, normEpsilon);
        Linear head = config.tiedHead()
                ? new Linear(embedding.tokens(), null)
                : parameters.linear("embed_out", vocabulary, width, false);
        return new Transformer(embedding, List.copyOf(blocks), norm, head, AttentionRule.UNCAPPED, rotary);
    }

    private Block block(ParameterSource parameters, int layer, Extent width) {
        String prefix = "gpt_neox.layers." + layer + ".";
        Extent joint = new Extent("3 · hidden_size", 3L * config.width());
        Extent hidden = new Extent("intermediate_size", config.mlpWidth());
        double scale = 1 / Math.sqrt(config.headWidth());
        Norm attentionNorm = parameters.layerNorm(prefix + "input_layernorm", width, normEpsilon);
        Attention attention = new Attention(
                new Projections.Joint(
                        parameters.linear(prefix + "attention.query_key_value", joint, width, attentionBias),
                        config.heads(),
                        config.headWidth(),
                        true),
                parameters.linear(prefix + "attention.dense", width, width, attentionBias),
                new AttentionRule(scale, AttentionRule.EVERYTHING, AttentionRule.UNCAPPED),
                rotary.of(1).frequencies().length > 0);
        Norm mlpNorm = parameters.layerNorm(prefix + "post_attention_layernorm", width, normEpsilon);
        Mlp mlp = new PlainMlp(
                activation,
                parameters.linear(prefix + "mlp.dense_h_to_4h", hidden, width, true),
                parameters.linear(prefix + "mlp.dense_4h_to_h", width, hidden, true));
        return config.parallelBlocks()
                ? new ParallelBlock(layer, attentionNorm, attention, mlpNorm, mlp)
                : new SequentialBlock(layer, attentionNorm, attention, mlpNorm, mlp);
    }

    @Override
    public String prefix() {
        return "gpt_neox.";
    }

    @Override
    public boolean ignores(String tensor) {
        return tensor.endsWith(".attention.bias")
                || tensor.endsWith(".attention.masked_bias")
                || tensor.endsWith(".rotary_emb.inv_freq")
                || (config.tiedHead() && tensor.equals("embed_out.weight"));
    }
}
