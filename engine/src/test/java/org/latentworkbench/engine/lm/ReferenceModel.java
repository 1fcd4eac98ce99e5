package org.latentworkbench.engine.lm;

import static org.latentworkbench.engine.lm.DoubleVectors.map;
import static org.latentworkbench.engine.lm.DoubleVectors.part;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;

/**
 * The forward pass of transformers' decoder models written a second time: loops over doubles, one position after the other, with
 * names and rules of its own, so that nothing is shared with the code it tests but the folder it writes. Weights are drawn
 * when they are first asked for.
 */
final class ReferenceModel {
    private final Map<String, Object> config;
    private final String type;
    private final Map<String, float[]> weights = new TreeMap<>();
    private final Map<String, long[]> shapes = new TreeMap<>();
    private final Map<String, List<double[]>> seen = new TreeMap<>();
    private final int width;
    private final int layers;
    private final int heads;
    private final int keyHeads;
    private final int headWidth;
    private final int hidden;
    private final int vocabulary;
    private final ReferenceRotary rotary;
    private int length;

    ReferenceModel(Map<String, Object> config) {
        this.config = config;
        this.type = (String) config.get("model_type");
        this.rotary = new ReferenceRotary(config);
        boolean gpt2 = type.equals("gpt2");
        width = integer(gpt2 ? "n_embd" : "hidden_size", 0);
        layers = integer(gpt2 ? "n_layer" : type.equals("gpt_neo") ? "num_layers" : "num_hidden_layers", 0);
        heads = integer(gpt2 ? "n_head" : type.equals("gpt_neo") ? "num_heads" : "num_attention_heads", 0);
        keyHeads = integer("num_key_value_heads", heads);
        headWidth = integer("head_dim", width / heads);
        hidden = integer(gpt2 ? "n_inner" : "intermediate_size", 4 * width);
        vocabulary = integer("vocab_size", 0);
    }

    /** Values at the hook points by their name in a trace, one vector per position. */
    Map<String, List<double[]>> seen() {
        return seen;
    }

    /** Writes the folder; call it after a first pass. */
    void write(Path folder) {
        List<TensorData> tensors = new ArrayList<>();
        weights.forEach((name, values) -> tensors.add(TensorData.ofFloats(name, values, shapes.get(name))));
        SafetensorsWriter.write(folder.resolve("model.safetensors"), tensors, Map.of());
        try {
            Files.writeString(folder.resolve("config.json"), Manifest.mapper().writeValueAsString(config));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Logits at every position; {@link #seen} holds the rest afterwards. */
    double[][] logits(int[] ids) {
        seen.clear();
        length = ids.length;
        double[][] x = new double[ids.length][];
        for (int t = 0; t < ids.length; t++) {
            x[t] = embed(ids[t], t);
        }
        note("embeddings", x);
        for (int layer = 0; layer < layers; layer++) {
            x = block(x, layer);
            note("resid_post." + layer, x);
        }
        double[][] normed = map(x, v -> norm(v, finalNorm()));
        note("final_norm", normed);
        double cap = gemma2() ? number("final_logit_softcapping", 0) : 0;
        return map(normed, v -> {
            double[] logits = DoubleVectors.times(head(), v, vocabulary, false);
            for (int i = 0; i < logits.length && cap > 0; i++) {
                logits[i] = cap * Math.tanh(logits[i] / cap);
            }
            return logits;
        });
    }

    private double[] embed(int id, int position) {
        double[] x = DoubleVectors.row(matrix(embedding(), vocabulary, width), id, width);
        for (int i = 0; i < width; i++) {
            x[i] *= gemma() ? Math.sqrt(width) : 1;
        }
        if (type.equals("gpt2") || type.equals("gpt_neo")) {
            int positions = integer(type.equals("gpt2") ? "n_positions" : "max_position_embeddings", 0);
            x = DoubleVectors.sum(
                    x, DoubleVectors.row(matrix("transformer.wpe.weight", positions, width), position, width));
        }
        return x;
    }

    private double[][] block(double[][] x, int layer) {
        String p = layerPrefix(layer);
        double[][] attended = attention(map(x, v -> norm(v, p + first())), layer);
        if (gemma2()) {
            attended = map(attended, v -> norm(v, p + "post_attention_layernorm"));
        }
        note("attn_out." + layer, attended);
        double[][] middle = DoubleVectors.add(x, attended);
        boolean parallel = type.equals("gpt_neox") && flag("use_parallel_residual", true);
        double[][] acts = map(map(parallel ? x : middle, v -> norm(v, p + second())), v -> activations(v, p));
        note("mlp_act." + layer, acts);
        double[][] added = map(acts, v -> mlpOutput(v, p));
        if (gemma2()) {
            added = map(added, v -> norm(v, p + "post_feedforward_layernorm"));
        }
        note("mlp_out." + layer, added);
        return DoubleVectors.add(middle, added);
    }

    private double[][] attention(double[][] x, int layer) {
        int length = x.length;
        double[][][] q = new double[length][][];
        double[][][] k = new double[length][][];
        double[][][] v = new double[length][][];
        for (int t = 0; t < length; t++) {
            project(x[t], t, layer, q, k, v);
        }
        double cap = gemma2() ? number("attn_logit_softcapping", 0) : 0;
        double[][] mixed = new double[length][heads * headWidth];
        for (int t = 0; t < length; t++) {
            for (int h = 0; h < heads; h++) {
                int shared = h / (heads / keyHeads);
                double[] weight = new double[t + 1];
                double total = 0;
                for (int s = Math.max(0, t - window(layer) + 1); s <= t; s++) {
                    double score = scale(layer) * DoubleVectors.dot(q[t][h], k[s][shared]);
                    weight[s] = Math.exp(cap > 0 ? cap * Math.tanh(score / cap) : score);
                    total += weight[s];
                }
                for (int s = 0; s <= t; s++) {
                    for (int i = 0; i < headWidth; i++) {
                        mixed[t][h * headWidth + i] += weight[s] / total * v[s][shared][i];
                    }
                }
            }
        }
        note("attn_z." + layer, mixed);
        String name = layerPrefix(layer)
                + switch (type) {
                    case "gpt2" -> "attn.c_proj";
                    case "gpt_neo" -> "attn.attention.out_proj";
                    case "gpt_neox" -> "attention.dense";
                    default -> "self_attn.o_proj";
                };
        boolean biased =
                switch (type) {
                    case "gpt2", "gpt_neo" -> true;
                    case "gpt_neox" -> flag("attention_bias", true);
                    default -> flag("attention_bias", false);
                };
        return map(mixed, z -> linear(z, name, width, biased));
    }

    private void project(double[] x, int t, int layer, double[][][] q, double[][][] k, double[][][] v) {
        String p = layerPrefix(layer);
        q[t] = new double[heads][];
        k[t] = new double[keyHeads][];
        v[t] = new double[keyHeads][];
        if (type.equals("gpt2") || type.equals("gpt_neox")) {
            boolean neox = type.equals("gpt_neox");
            double[] all = neox
                    ? linear(x, p + "attention.query_key_value", 3 * width, flag("attention_bias", true))
                    : linear(x, p + "attn.c_attn", 3 * width, true);
            for (int h = 0; h < heads; h++) {
                int at = neox ? 3 * h * headWidth : h * headWidth;
                int step = neox ? headWidth : width;
                q[t][h] = turned(part(all, at, headWidth), t);
                k[t][h] = turned(part(all, at + step, headWidth), t);
                v[t][h] = part(all, at + 2 * step, headWidth);
            }
            return;
        }
        String a = p + (type.equals("gpt_neo") ? "attn.attention." : "self_attn.");
        boolean biased = type.equals("qwen2") || flag("attention_bias", false);
        double[] queries = linear(x, a + "q_proj", heads * headWidth, biased);
        double[] keys = linear(x, a + "k_proj", keyHeads * headWidth, biased);
        double[] values = linear(x, a + "v_proj", keyHeads * headWidth, biased);
        for (int h = 0; h < heads; h++) {
            q[t][h] = turned(part(queries, h * headWidth, headWidth), t);
        }
        for (int h = 0; h < keyHeads; h++) {
            k[t][h] = turned(part(keys, h * headWidth, headWidth), t);
            v[t][h] = part(values, h * headWidth, headWidth);
        }
    }

    /** Rotary positions: the pair (j, j + n/2) as a complex number times e^(i t θ_j). */
    private double[] turned(double[] head, int t) {
        if (type.equals("gpt2") || type.equals("gpt_neo")) {
            return head;
        }
        int n = type.equals("gpt_neox") ? (int) (number("rotary_pct", 0.25) * headWidth) : headWidth;
        double[] out = head.clone();
        for (int j = 0; j < n / 2; j++) {
            double angle = t * rotary.frequency(j, n, length);
            double cos = rotary.swell() * Math.cos(angle);
            double sin = rotary.swell() * Math.sin(angle);
            out[j] = head[j] * cos - head[j + n / 2] * sin;
            out[j + n / 2] = head[j] * sin + head[j + n / 2] * cos;
        }
        return out;
    }

    private double scale(int layer) {
        return switch (type) {
            case "gpt_neo" -> 1;
            case "gpt2" ->
                (flag("scale_attn_weights", true) ? 1 / Math.sqrt(headWidth) : 1)
                        / (flag("scale_attn_by_inverse_layer_idx", false) ? layer + 1.0 : 1.0);
            case "gemma2" -> 1 / Math.sqrt(number("query_pre_attn_scalar", 256));
            default -> 1 / Math.sqrt(headWidth);
        };
    }

    private int window(int layer) {
        int window = config.get("sliding_window") == null ? Integer.MAX_VALUE : integer("sliding_window", 0);
        return switch (type) {
            case "gpt_neo" -> layer % 2 == 1 ? integer("window_size", 256) : Integer.MAX_VALUE;
            case "mistral" -> window;
            case "gemma2" -> layer % 2 == 0 ? window : Integer.MAX_VALUE;
            case "qwen2" ->
                flag("use_sliding_window", false) && layer >= integer("max_window_layers", 28)
                        ? window
                        : Integer.MAX_VALUE;
            default -> Integer.MAX_VALUE;
        };
    }

    private double[] activations(double[] x, String p) {
        DoubleUnaryOperator f = nonlinearity();
        if (gated()) {
            double[] gate = linear(x, p + "mlp.gate_proj", hidden, flag("mlp_bias", false));
            double[] up = linear(x, p + "mlp.up_proj", hidden, flag("mlp_bias", false));
            for (int i = 0; i < hidden; i++) {
                gate[i] = f.applyAsDouble(gate[i]) * up[i];
            }
            return gate;
        }
        double[] h = linear(x, p + (type.equals("gpt_neox") ? "mlp.dense_h_to_4h" : "mlp.c_fc"), hidden, true);
        for (int i = 0; i < hidden; i++) {
            h[i] = f.applyAsDouble(h[i]);
        }
        return h;
    }

    private double[] mlpOutput(double[] acts, String p) {
        return switch (type) {
            case "gpt2", "gpt_neo" -> linear(acts, p + "mlp.c_proj", width, true);
            case "gpt_neox" -> linear(acts, p + "mlp.dense_4h_to_h", width, true);
            default -> linear(acts, p + "mlp.down_proj", width, flag("mlp_bias", false));
        };
    }

    private DoubleUnaryOperator nonlinearity() {
        Object field = config.getOrDefault("activation_function", config.get("hidden_act"));
        String name = gemma() ? "tanh gelu" : (String) field;
        return ReferenceActivation.named(name);
    }

    private double[] norm(double[] x, String name) {
        double mean = 0;
        boolean centred = !gated();
        for (double v : x) {
            mean += centred ? v / x.length : 0;
        }
        double variance = 0;
        for (double v : x) {
            variance += (v - mean) * (v - mean) / x.length;
        }
        String epsilon = centred ? (type.equals("gpt_neox") ? "layer_norm_eps" : "layer_norm_epsilon") : "rms_norm_eps";
        double divisor = Math.sqrt(variance + number(epsilon, centred ? 1e-5 : 1e-6));
        float[] weight = vector(name + ".weight", x.length, gemma() ? 0 : 1);
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = (x[i] - mean) / divisor * (weight[i] + (gemma() ? 1.0 : 0.0));
        }
        return centred ? DoubleVectors.sum(out, DoubleVectors.doubles(vector(name + ".bias", x.length, 0))) : out;
    }

    private boolean gated() {
        return !type.startsWith("gpt");
    }

    private boolean gemma() {
        return type.startsWith("gemma");
    }

    private boolean gemma2() {
        return type.equals("gemma2");
    }

    private String layerPrefix(int layer) {
        return switch (type) {
            case "gpt2", "gpt_neo" -> "transformer.h." + layer + ".";
            case "gpt_neox" -> "gpt_neox.layers." + layer + ".";
            default -> "model.layers." + layer + ".";
        };
    }

    private String first() {
        return type.equals("gpt2") || type.equals("gpt_neo") ? "ln_1" : "input_layernorm";
    }

    private String second() {
        return switch (type) {
            case "gpt2", "gpt_neo" -> "ln_2";
            case "gemma2" -> "pre_feedforward_layernorm";
            default -> "post_attention_layernorm";
        };
    }

    private String finalNorm() {
        return switch (type) {
            case "gpt2", "gpt_neo" -> "transformer.ln_f";
            case "gpt_neox" -> "gpt_neox.final_layer_norm";
            default -> "model.norm";
        };
    }

    private String embedding() {
        return switch (type) {
            case "gpt2", "gpt_neo" -> "transformer.wte.weight";
            case "gpt_neox" -> "gpt_neox.embed_in.weight";
            default -> "model.embed_tokens.weight";
        };
    }

    private float[] head() {
        boolean usuallyTied = gemma() || type.equals("gpt2") || type.equals("gpt_neo");
        if (flag("tie_word_embeddings", usuallyTied)) {
            return matrix(embedding(), vocabulary, width);
        }
        return matrix(type.equals("gpt_neox") ? "embed_out.weight" : "lm_head.weight", vocabulary, width);
    }

    private double[] linear(double[] x, String name, int out, boolean biased) {
        boolean turned = type.equals("gpt2");
        float[] weight = turned ? matrix(name + ".weight", x.length, out) : matrix(name + ".weight", out, x.length);
        double[] y = DoubleVectors.times(weight, x, out, turned);
        return biased ? DoubleVectors.sum(y, DoubleVectors.doubles(vector(name + ".bias", out, 0))) : y;
    }

    private float[] matrix(String name, int rows, int columns) {
        double deviation =
                name.contains("w") && name.contains("emb") || name.contains("wte") ? 0.8 : 1.5 / Math.sqrt(columns);
        return drawn(name, 0, deviation, rows, columns);
    }

    private float[] vector(String name, int length, double mean) {
        return drawn(name, mean, 0.3, length);
    }

    private float[] drawn(String name, double mean, double deviation, long... shape) {
        shapes.put(name, shape);
        return weights.computeIfAbsent(name, _ -> {
            Random random = new Random(name.hashCode());
            float[] values = new float[(int) (shape.length == 1 ? shape[0] : shape[0] * shape[1])];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (mean + deviation * random.nextGaussian());
            }
            return values;
        });
    }

    private void note(String name, double[][] values) {
        seen.put(name, List.of(values));
    }

    private int integer(String field, int otherwise) {
        return config.get(field) instanceof Number number ? number.intValue() : otherwise;
    }

    private double number(String field, double otherwise) {
        return config.get(field) instanceof Number number ? number.doubleValue() : otherwise;
    }

    private boolean flag(String field, boolean otherwise) {
        return config.get(field) instanceof Boolean flag ? flag : otherwise;
    }
}
