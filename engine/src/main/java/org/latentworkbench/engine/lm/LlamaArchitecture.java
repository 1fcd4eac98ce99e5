package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;

/**
 * The Llama family: {@code config.json} fields and tensor names of transformers' {@code LlamaForCausalLM}.
 *
 * @param normEpsilon ε of the norms
 * @param frequencies rotation per position of each rotary pair
 * @param attentionBias whether query, key, value and output have biases
 * @param mlpBias whether gate, up and down have biases
 */
record LlamaArchitecture(
        ModelConfig config, float normEpsilon, double[] frequencies, boolean attentionBias, boolean mlpBias)
        implements Architecture {
    private static final String PREFIX = "model.";
    private static final double INITIAL_DEVIATION = 0.02;
    private static final double NORM_EPSILON = 1e-5;
    private static final double ROPE_THETA = 10_000;

    static LlamaArchitecture read(ConfigFile file) {
        String activation = file.text("hidden_act", "silu");
        if (!activation.equals("silu")) {
            throw new UnsupportedException(
                    file.path() + ": hidden_act \"" + activation + "\" is not supported in a llama model, only silu.");
        }
        int width = file.size("hidden_size");
        int heads = file.size("num_attention_heads");
        int keyValueHeads = file.size("num_key_value_heads", heads);
        if (heads % keyValueHeads != 0) {
            throw new BadInputException(file.path() + ": num_attention_heads " + heads
                    + " is not a multiple of num_key_value_heads " + keyValueHeads + ".");
        }
        if (!file.has("head_dim") && width % heads != 0) {
            throw new BadInputException(file.path() + ": hidden_size " + width
                    + " is not a multiple of num_attention_heads " + heads + ".");
        }
        int headWidth = file.size("head_dim", width / heads);
        if (headWidth % 2 != 0) {
            throw new BadInputException(
                    file.path() + ": the head width " + headWidth + " is odd; rotary positions turn pairs.");
        }
        ModelConfig config = new ModelConfig(
                "llama",
                width,
                file.size("num_hidden_layers"),
                heads,
                keyValueHeads,
                headWidth,
                file.size("intermediate_size"),
                file.size("vocab_size"),
                file.size("max_position_embeddings", 2048),
                file.flag("tie_word_embeddings", false),
                file.token("bos_token_id"),
                file.token("eos_token_id"));
        return new LlamaArchitecture(
                config,
                (float) file.positive("rms_norm_eps", 1e-6),
                RotaryFrequencies.read(file, headWidth),
                file.flag("attention_bias", false),
                file.flag("mlp_bias", false));
    }

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
                OptionalInt.of(0),
                OptionalInt.of(1));
        return new LlamaArchitecture(
                config, (float) NORM_EPSILON, RotaryFrequencies.plain(ROPE_THETA, headWidth), false, false);
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
        json.put("attention_bias", attentionBias);
        json.put("mlp_bias", mlpBias);
        json.put("tie_word_embeddings", config.tiedHead());
        json.put("bos_token_id", config.beginToken().orElseThrow());
        json.put("eos_token_id", config.endToken().orElseThrow());
        json.put("torch_dtype", dtype);
        return json;
    }

    @Override
    public Transformer build(ParameterSource parameters) {
        // A bare LlamaModel saves its tensors without the prefix.
        String prefix =
                !parameters.has(PREFIX + "embed_tokens.weight") && parameters.has("embed_tokens.weight") ? "" : PREFIX;
        Extent width = new Extent("hidden_size", config.width());
        Extent vocabulary = new Extent("vocab_size", config.vocabulary());
        NDArray embedding = parameters.get(prefix + "embed_tokens.weight", vocabulary, width);
        List<Block> blocks = new ArrayList<>();
        for (int layer = 0; layer < config.layers(); layer++) {
            blocks.add(block(parameters, prefix + "layers." + layer + ".", layer, width));
        }
        Norm norm = new RmsNorm(parameters.get(prefix + "norm.weight", width), normEpsilon);
        NDArray head = config.tiedHead() ? embedding : parameters.get("lm_head.weight", vocabulary, width);
        return new Transformer(embedding, List.copyOf(blocks), norm, new Linear(head, null), frequencies);
    }

    private Block block(ParameterSource parameters, String prefix, int layer, Extent width) {
        Extent queries = new Extent("num_attention_heads · head width", (long) config.heads() * config.headWidth());
        Extent keys =
                new Extent("num_key_value_heads · head width", (long) config.keyValueHeads() * config.headWidth());
        Extent hidden = new Extent("intermediate_size", config.mlpWidth());
        String attention = prefix + "self_attn.";
        String mlp = prefix + "mlp.";
        return new SequentialBlock(
                layer,
                new RmsNorm(parameters.get(prefix + "input_layernorm.weight", width), normEpsilon),
                new Attention(
                        linear(parameters, attention + "q_proj", queries, width, attentionBias),
                        linear(parameters, attention + "k_proj", keys, width, attentionBias),
                        linear(parameters, attention + "v_proj", keys, width, attentionBias),
                        linear(parameters, attention + "o_proj", width, queries, attentionBias),
                        config.heads(),
                        config.keyValueHeads(),
                        config.headWidth()),
                new RmsNorm(parameters.get(prefix + "post_attention_layernorm.weight", width), normEpsilon),
                new GatedMlp(
                        linear(parameters, mlp + "gate_proj", hidden, width, mlpBias),
                        linear(parameters, mlp + "up_proj", hidden, width, mlpBias),
                        linear(parameters, mlp + "down_proj", width, hidden, mlpBias)));
    }

    private static Linear linear(ParameterSource parameters, String name, Extent out, Extent in, boolean biased) {
        NDArray weight = parameters.get(name + ".weight", out, in);
        @Nullable NDArray bias = biased ? parameters.get(name + ".bias", out) : null;
        return new Linear(weight, bias);
    }

    @Override
    public boolean ignores(String tensor) {
        return tensor.endsWith("rotary_emb.inv_freq") || (config.tiedHead() && tensor.equals("lm_head.weight"));
    }

    /** Matrices that write to the residual stream start smaller, so that its variance does not grow with depth (GPT-2). */
    @Override
    public double initialDeviation(String parameter) {
        boolean writes = parameter.endsWith("o_proj.weight") || parameter.endsWith("down_proj.weight");
        return writes ? INITIAL_DEVIATION / Math.sqrt(2.0 * config.layers()) : INITIAL_DEVIATION;
    }
}
