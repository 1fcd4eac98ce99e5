package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.kernel.AttentionRule;
import org.latentworkbench.engine.lm.kernel.Rotation;

/**
 * Models with Llama's blocks: tensor names of transformers' {@code LlamaForCausalLM} and its relatives.
 *
 * @param normEpsilon ε of the norms
 * @param rotary how positions turn queries and keys
 * @param traits what the family has of its own
 */
record LlamaArchitecture(ModelConfig config, float normEpsilon, Rotary rotary, LlamaTraits traits)
        implements Architecture {
    private static final double INITIAL_DEVIATION = 0.02;
    private static final double NORM_EPSILON = 1e-5;
    private static final double ROPE_THETA = 10_000;

    /** A new model of a shape, with id 0 for BOS and 1 for EOS as our own tokenizers have them. */
    static LlamaArchitecture of(ModelShape shape) {
        int headWidth = shape.width() / shape.heads();
        ModelConfig config = new ModelConfig(
                "llama",
                shape.width(),
                shape.layers(),
                shape.heads(),
                shape.keyValueHeads(),
                headWidth,
                shape.mlpWidth(),
                shape.vocabulary(),
                shape.context(),
                true,
                false,
                OptionalInt.of(0),
                OptionalInt.of(1));
        return new LlamaArchitecture(
                config,
                (float) NORM_EPSILON,
                new Rotary.Fixed(new Rotation(RotaryFrequencies.plain(ROPE_THETA, headWidth), 1)),
                LlamaTraits.plain(headWidth, shape.layers()));
    }

    /**
     * The {@code config.json} of a model made with {@link #of}, as transformers writes it.
     *
     * @param dtype element type of the weights in the file, {@code "float32"} or {@code "float16"}
     */
    Map<String, Object> json(String dtype) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("architectures", List.of("LlamaForCausalLM"));
        json.put("model_type", "llama");
        json.put("vocab_size", config.vocabulary());
        json.put("hidden_size", config.width());
        json.put("intermediate_size", config.mlpWidth());
        json.put("num_hidden_layers", config.layers());
        json.put("num_attention_heads", config.heads());
        json.put("num_key_value_heads", config.keyValueHeads());
        json.put("head_dim", config.headWidth());
        json.put("hidden_act", "silu");
        json.put("max_position_embeddings", config.maxPositions());
        json.put("rms_norm_eps", NORM_EPSILON);
        json.put("rope_theta", ROPE_THETA);
        json.put("attention_bias", traits.outputBias());
        json.put("mlp_bias", traits.mlpBias());
        json.put("tie_word_embeddings", config.tiedHead());
        json.put("bos_token_id", config.beginToken().orElseThrow());
        json.put("eos_token_id", config.endToken().orElseThrow());
        json.put("torch_dtype", dtype);
        return json;
    }

    @Override
    public Transformer build(ParameterSource parameters) {
        Extent width = new Extent("hidden_size", config.width());
        Extent vocabulary = new Extent("vocab_size", config.vocabulary());
        float scale = traits.scaledEmbedding() ? (float) Math.sqrt(config.width()) : 1;
        Embedding embedding =
                new Embedding(parameters.get("model.embed_tokens.weight", vocabulary, width), null, scale);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(block(parameters, layer, width));
        }
        Norm norm = norm(parameters, "model.norm", width);
        NDArray head = config.tiedHead() ? embedding.tokens() : parameters.get("lm_head.weight", vocabulary, width);
        return new Transformer(embedding, List.copyOf(blocks), norm, new Linear(head, null), traits.logitCap(), rotary);
    }

    private Block block(ParameterSource parameters, int layer, Extent width) {
        String prefix = "model.layers." + layer + ".";
        String mlp = prefix + "mlp.";
        Extent hidden = new Extent("intermediate_size", config.mlpWidth());
        // Asked for in this order; the seeded initial values of training follow it.
        Norm attentionNorm = norm(parameters, prefix + "input_layernorm", width);
        Attention attention = attention(parameters, prefix + "self_attn.", layer, width);
        @Nullable Norm behind = traits.sandwich() ? norm(parameters, prefix + "post_attention_layernorm", width) : null;
        String before = traits.sandwich() ? "pre_feedforward_layernorm" : "post_attention_layernorm";
        return new SequentialBlock(
                layer,
                attentionNorm,
                attention,
                behind,
                norm(parameters, prefix + before, width),
                new GatedMlp(
                        traits.activation(),
                        parameters.linear(mlp + "gate_proj", hidden, width, traits.mlpBias()),
                        parameters.linear(mlp + "up_proj", hidden, width, traits.mlpBias()),
                        parameters.linear(mlp + "down_proj", width, hidden, traits.mlpBias())),
                traits.sandwich() ? norm(parameters, prefix + "post_feedforward_layernorm", width) : null);
    }

    private Attention attention(ParameterSource parameters, String prefix, int layer, Extent width) {
        Extent queries = new Extent("num_attention_heads · head width", (long) config.heads() * config.headWidth());
        Extent keys =
                new Extent("num_key_value_heads · head width", (long) config.keyValueHeads() * config.headWidth());
        boolean biased = traits.queryKeyValueBias();
        return new Attention(
                new Projections.Separate(
                        parameters.linear(prefix + "q_proj", queries, width, biased),
                        parameters.linear(prefix + "k_proj", keys, width, biased),
                        parameters.linear(prefix + "v_proj", keys, width, biased),
                        config.heads(),
                        config.keyValueHeads(),
                        config.headWidth()),
                parameters.linear(prefix + "o_proj", width, queries, traits.outputBias()),
                new AttentionRule(traits.scale(), traits.windows().get(layer), traits.scoreCap()),
                true);
    }

    private Norm norm(ParameterSource parameters, String name, Extent width) {
        return new RmsNorm(parameters.get(name + ".weight", width), normEpsilon, traits.normOffset());
    }

    @Override
    public String prefix() {
        return "model.";
    }

    @Override
    public boolean ignores(String tensor) {
        return tensor.endsWith(".rotary_emb.inv_freq") || (config.tiedHead() && tensor.equals("lm_head.weight"));
    }

    /** Matrices that write to the residual stream start smaller, so that its variance does not grow with depth (GPT-2). */
    @Override
    public double initialDeviation(String parameter) {
        boolean writes = parameter.endsWith("o_proj.weight") || parameter.endsWith("down_proj.weight");
        return writes ? INITIAL_DEVIATION / Math.sqrt(2.0 * config.layers()) : INITIAL_DEVIATION;
    }
}
