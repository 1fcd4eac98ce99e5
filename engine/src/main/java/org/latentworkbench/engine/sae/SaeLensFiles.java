package org.latentworkbench.engine.sae;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsFile;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.tensor.TensorSource;
import org.latentworkbench.engine.text.BosRule;
import tools.jackson.databind.JsonNode;

/** Reads and writes {@code cfg.json} and {@code sae_weights.safetensors} as SAELens 6 lays them out. */
final class SaeLensFiles {
    static final String CONFIG = "cfg.json";
    static final String WEIGHTS = "sae_weights.safetensors";
    private static final String LAYOUT_VERSION = "6.0.0";
    private static final int TRANSPOSED_ROWS = 16;

    private SaeLensFiles() {}

    static SaeModel read(Path directory, Arena arena) {
        Path config = directory.resolve(CONFIG);
        JsonNode cfg = Manifest.readTree(config);
        int width = positive(cfg, "d_in", config);
        int latents = positive(cfg, "d_sae", config);
        SaeKind kind = kind(cfg, config, latents);
        refuseNormalisation(cfg, config);
        try (TensorSource tensors = SafetensorsFile.open(directory.resolve(WEIGHTS))) {
            checkNames(tensors, tensorNames(kind));
            SaeWeights weights = SaeWeights.allocate(arena, latents, width, kind);
            readTransposed(tensors, "W_enc", weights.encoder());
            readPlain(tensors, encoderBiasName(kind), weights.encoderBias().data(), latents);
            readPlain(tensors, "W_dec", weights.decoder().data(), latents, width);
            readPlain(tensors, "b_dec", weights.decoderBias().data(), width);
            List<String> further = furtherNames(kind);
            for (int row = 0; row < further.size(); row++) {
                readPlain(
                        tensors,
                        further.get(row),
                        weights.further().rows(row, 1).data(),
                        latents);
            }
            if (kind.subtractsDecoderBias() && !subtracts(cfg)) {
                addDecoderBias(weights);
            }
            float[] thresholds =
                    kind instanceof SaeKind.JumpRelu ? weights.further().row(SaeWeights.THRESHOLD) : new float[latents];
            if (cfg.path("rescale_acts_by_decoder_norm").asBoolean(false)) {
                foldDecoderNorms(weights, thresholds);
            }
            return SaeModel.of(info(directory, cfg, kind, width, latents), weights, thresholds, arena);
        }
    }

    private static SaeInfo info(Path directory, JsonNode cfg, SaeKind kind, int width, int latents) {
        JsonNode metadata = cfg.path("metadata");
        BosRule bos = metadata.path("prepend_bos").asBoolean(true) ? BosRule.EACH_CONTEXT : BosRule.NONE;
        return new SaeInfo(
                directory.toAbsolutePath().normalize().getFileName().toString(),
                kind,
                width,
                latents,
                metadata.path("model_name").asString(""),
                metadata.path("dataset_path").asString(""),
                hook(metadata.path("hook_name").asString("")),
                bos,
                metadata.path("context_size").asInt(0),
                InputScale.none(width));
    }

    /** Our name of a hook point, or the text itself if it is at a place we have no name for. */
    private static String hook(String name) {
        try {
            return name.isEmpty() ? "" : HookPoint.parse(name).toString();
        } catch (BadInputException e) {
            return name;
        }
    }

    private static SaeKind kind(JsonNode cfg, Path config, int latents) {
        String architecture = cfg.path("architecture").asString("");
        return switch (architecture) {
            case "standard" -> new SaeKind.Relu(subtracts(cfg));
            case "jumprelu" -> new SaeKind.JumpRelu(subtracts(cfg));
            case "gated" -> new SaeKind.Gated();
            case "topk" -> {
                int k = positive(cfg, "k", config);
                if (k > latents) {
                    throw new BadInputException(config + ": k is " + k + " but d_sae is only " + latents + ".");
                }
                yield new SaeKind.TopK(k);
            }
            case "" ->
                throw new UnsupportedException(config + " has no field \"architecture\": it is older than SAELens 6."
                        + " Load and save it once with SAELens 6.");
            default ->
                throw new UnsupportedException(config + ": architecture \"" + architecture
                        + "\" is not handled; handled are standard, topk, gated and jumprelu.");
        };
    }

    private static boolean subtracts(JsonNode cfg) {
        return cfg.path("apply_b_dec_to_input").asBoolean(true);
    }

    private static void refuseNormalisation(JsonNode cfg, Path config) {
        String normalisation = cfg.path("normalize_activations").asString("none");
        if (!normalisation.equals("none")) {
            throw new UnsupportedException(config + ": normalize_activations is \"" + normalisation
                    + "\", whose factors are not in the folder; only \"none\" is handled. Fold the normalisation into"
                    + " the weights with SAELens and save again.");
        }
    }

    private static int positive(JsonNode cfg, String field, Path config) {
        int value = cfg.path(field).asInt(0);
        if (value < 1) {
            throw new BadInputException(config + ": field \"" + field + "\" is "
                    + (cfg.has(field) ? cfg.path(field).toString() : "missing") + "; it must be a positive number.");
        }
        return value;
    }

    private static String encoderBiasName(SaeKind kind) {
        return kind instanceof SaeKind.Gated ? "b_gate" : "b_enc";
    }

    /** Names of the rows of {@link SaeWeights#further}. */
    private static List<String> furtherNames(SaeKind kind) {
        return switch (kind) {
            case SaeKind.JumpRelu _ -> List.of("threshold");
            case SaeKind.Gated _ -> List.of("b_mag", "r_mag");
            case SaeKind.TopK _,
                    SaeKind.BatchTopK _,
                    SaeKind.Matryoshka _,
                    SaeKind.MatryoshkaRandom _,
                    SaeKind.Relu _ -> List.of();
        };
    }

    private static Set<String> tensorNames(SaeKind kind) {
        Set<String> names = new LinkedHashSet<>(List.of("W_enc", encoderBiasName(kind), "W_dec", "b_dec"));
        names.addAll(furtherNames(kind));
        return names;
    }

    private static void checkNames(TensorSource tensors, Set<String> expected) {
        for (String name : expected) {
            if (!tensors.names().contains(name)) {
                throw new BadInputException(tensors.path() + " has no tensor `" + name + "`; it has " + tensors.names()
                        + " and must have " + expected + ".");
            }
        }
        for (String name : tensors.names()) {
            if (!expected.contains(name)) {
                throw new BadInputException(tensors.path() + " has a tensor `" + name
                        + "` that this architecture does not know; it must have exactly " + expected + ".");
            }
        }
    }

    private static void readPlain(TensorSource tensors, String name, MemorySegment target, long... shape) {
        checkShape(tensors, name, shape);
        tensors.copyFloats(name, target);
        checkFinite(tensors, name, target);
    }

    /** Reads [d, n] into [n, d] some rows at a time. */
    private static void readTransposed(TensorSource tensors, String name, FloatMatrix into) {
        int width = into.columns();
        long latents = into.rows();
        checkShape(tensors, name, width, latents);
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix block = FloatMatrix.allocate(arena, TRANSPOSED_ROWS, Math.toIntExact(latents));
            for (int first = 0; first < width; first += TRANSPOSED_ROWS) {
                int rows = Math.min(TRANSPOSED_ROWS, width - first);
                tensors.copyFloats(
                        name,
                        first * latents,
                        rows * latents,
                        block.rows(0, rows).data());
                for (int latent = 0; latent < latents; latent++) {
                    for (int row = 0; row < rows; row++) {
                        into.set(latent, first + row, block.get(row, latent));
                    }
                }
            }
        }
        checkFinite(tensors, name, into.data());
    }

    private static void checkShape(TensorSource tensors, String name, long... shape) {
        if (!tensors.info(name).hasShape(shape)) {
            throw new BadInputException(tensors.path() + ": tensor `" + name + "` is " + tensors.info(name)
                    + " but cfg.json asks for " + java.util.Arrays.toString(shape) + ".");
        }
    }

    private static void checkFinite(TensorSource tensors, String name, MemorySegment values) {
        long count = values.byteSize() / Float.BYTES;
        for (long i = 0; i < count; i++) {
            float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            if (Float.isNaN(value) || (Float.isInfinite(value) && !name.equals("threshold"))) {
                throw new BadInputException(
                        tensors.path() + ": tensor `" + name + "` holds " + value + " at element " + i + ".");
            }
        }
    }

    /** Weights that read x as weights that read x - b_dec: b_enc + b_dec W_enc, and so with Gated's two biases. */
    private static void addDecoderBias(SaeWeights weights) {
        for (int latent = 0; latent < weights.latents(); latent++) {
            double sum = 0;
            for (int i = 0; i < weights.width(); i++) {
                sum += (double) weights.decoderBias().get(0, i)
                        * weights.encoder().get(latent, i);
            }
            weights.encoderBias().set(0, latent, (float) (weights.encoderBias().get(0, latent) + sum));
            if (weights.further().rows() > SaeWeights.MAGNITUDE_LOG_SCALE) {
                double factor = Math.exp(weights.further().get(SaeWeights.MAGNITUDE_LOG_SCALE, latent));
                float bias = weights.further().get(SaeWeights.MAGNITUDE_BIAS, latent);
                weights.further().set(SaeWeights.MAGNITUDE_BIAS, latent, (float) (bias + factor * sum));
            }
        }
    }

    /** Selection by pre · |W_dec| and decoding by f / |W_dec|, as plain weights (fold C). */
    private static void foldDecoderNorms(SaeWeights weights, float[] thresholds) {
        for (int latent = 0; latent < weights.latents(); latent++) {
            float[] decoder = weights.decoder().row(latent);
            double norm = 0;
            for (float value : decoder) {
                norm += (double) value * value;
            }
            norm = Math.sqrt(norm);
            if (norm == 0) {
                continue;
            }
            weights.decoder().setRow(latent, times(decoder, 1 / norm));
            weights.encoder().setRow(latent, times(weights.encoder().row(latent), norm));
            weights.encoderBias().set(0, latent, (float) (weights.encoderBias().get(0, latent) * norm));
            thresholds[latent] = (float) (thresholds[latent] * norm);
        }
    }

    private static float[] times(float[] row, double factor) {
        for (int i = 0; i < row.length; i++) {
            row[i] = (float) (row[i] * factor);
        }
        return row;
    }

    static void write(Path directory, SaeInfo info, SaeWeights raw, float[] thresholds) {
        int latents = info.latents();
        int width = info.inputWidth();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix transposed = FloatMatrix.allocate(arena, width, latents);
            for (int latent = 0; latent < latents; latent++) {
                for (int i = 0; i < width; i++) {
                    transposed.set(i, latent, raw.encoder().get(latent, i));
                }
            }
            List<TensorData> tensors = new ArrayList<>(List.of(
                    TensorData.ofFloats("W_enc", DType.F32, transposed.data(), width, latents),
                    TensorData.ofFloats(
                            encoderBiasName(info.kind()),
                            DType.F32,
                            raw.encoderBias().data(),
                            latents),
                    TensorData.ofFloats("W_dec", DType.F32, raw.decoder().data(), latents, width),
                    TensorData.ofFloats("b_dec", DType.F32, raw.decoderBias().data(), width)));
            if (info.kind() instanceof SaeKind.Gated) {
                List<String> further = furtherNames(info.kind());
                for (int row = 0; row < further.size(); row++) {
                    tensors.add(TensorData.ofFloats(
                            further.get(row),
                            DType.F32,
                            raw.further().rows(row, 1).data(),
                            latents));
                }
            }
            if (hasThreshold(info.kind())) {
                tensors.add(TensorData.ofFloats("threshold", thresholds, latents));
            }
            SafetensorsWriter.write(directory.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
        }
        AtomicFile.writeText(directory.resolve(CONFIG), Manifest.mapper().writeValueAsString(config(info)) + "\n");
    }

    /** Whether an autoencoder is used with thresholds, which its files then hold. */
    static boolean hasThreshold(SaeKind kind) {
        return switch (kind) {
            case SaeKind.TopK _, SaeKind.Relu _, SaeKind.Gated _, SaeKind.MatryoshkaRandom _ -> false;
            case SaeKind.Matryoshka matryoshka -> matryoshka.choice() == SaeKind.Matryoshka.Choice.PER_BATCH;
            case SaeKind.BatchTopK _, SaeKind.JumpRelu _ -> true;
        };
    }

    private static Map<String, Object> config(SaeInfo info) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("d_in", info.inputWidth());
        config.put("d_sae", info.latents());
        config.put("dtype", "float32");
        config.put("device", "cpu");
        config.put("apply_b_dec_to_input", info.kind().subtractsDecoderBias());
        config.put("normalize_activations", "none");
        config.put("reshape_activations", "none");
        config.put("architecture", architecture(info.kind()));
        if (architecture(info.kind()).equals("topk")) {
            config.put("k", info.kind().activeLatents().orElseThrow());
            config.put("rescale_acts_by_decoder_norm", false);
        }
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("sae_lens_version", LAYOUT_VERSION);
        metadata.put("model_name", info.model());
        metadata.put("hook_name", transformerLensName(info.hook()));
        metadata.put("dataset_path", info.corpus());
        metadata.put("context_size", info.contextLength());
        metadata.put("prepend_bos", info.bos() == BosRule.EACH_CONTEXT);
        metadata.put("trained_as", info.kind().name());
        info.kind().activeLatents().ifPresent(k -> metadata.put("k", k));
        int[] widths = info.kind().prefixWidths(info.latents());
        if (widths.length > 1) {
            metadata.put("matryoshka_widths", widths);
        }
        config.put("metadata", metadata);
        return config;
    }

    private static String architecture(SaeKind kind) {
        return switch (kind) {
            case SaeKind.TopK _ -> "topk";
            case SaeKind.Relu _, SaeKind.MatryoshkaRandom _ -> "standard";
            case SaeKind.Gated _ -> "gated";
            case SaeKind.Matryoshka matryoshka ->
                matryoshka.choice() == SaeKind.Matryoshka.Choice.PER_ROW ? "topk" : "jumprelu";
            case SaeKind.BatchTopK _, SaeKind.JumpRelu _ -> "jumprelu";
        };
    }

    private static String transformerLensName(String hook) {
        try {
            return hook.isEmpty() ? "" : HookPoint.parse(hook).transformerLensName();
        } catch (BadInputException e) {
            return hook;
        }
    }
}
