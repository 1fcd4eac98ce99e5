package org.latentworkbench.engine.sae;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
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
            boolean hasThreshold = kind instanceof SaeKind.JumpRelu;
            checkNames(tensors, hasThreshold);
            SaeWeights weights = SaeWeights.allocate(arena, latents, width);
            readTransposed(tensors, "W_enc", weights.encoder());
            readPlain(tensors, "b_enc", weights.encoderBias().data(), latents);
            readPlain(tensors, "W_dec", weights.decoder().data(), latents, width);
            readPlain(tensors, "b_dec", weights.decoderBias().data(), width);
            float[] thresholds = new float[latents];
            if (hasThreshold) {
                MemorySegment target = arena.allocate((long) latents * Float.BYTES, Float.BYTES);
                readPlain(tensors, "threshold", target, latents);
                MemorySegment.copy(target, ValueLayout.JAVA_FLOAT, 0, thresholds, 0, latents);
            }
            if (cfg.path("rescale_acts_by_decoder_norm").asBoolean(false)) {
                foldDecoderNorms(weights, thresholds);
            }
            boolean subtracts = cfg.path("apply_b_dec_to_input").asBoolean(true);
            return new SaeModel(info(directory, cfg, kind, width, latents), weights, thresholds, subtracts);
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
            case "standard" -> new SaeKind.Relu();
            case "jumprelu" -> new SaeKind.JumpRelu();
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
                        + "\" is not handled; handled are standard, topk and jumprelu.");
        };
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

    private static void checkNames(TensorSource tensors, boolean hasThreshold) {
        Set<String> expected = new LinkedHashSet<>(List.of("W_enc", "b_enc", "W_dec", "b_dec"));
        if (hasThreshold) {
            expected.add("threshold");
        }
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
            List<TensorData> tensors = new java.util.ArrayList<>(List.of(
                    TensorData.ofFloats("W_enc", DType.F32, transposed.data(), width, latents),
                    TensorData.ofFloats("b_enc", DType.F32, raw.encoderBias().data(), latents),
                    TensorData.ofFloats("W_dec", DType.F32, raw.decoder().data(), latents, width),
                    TensorData.ofFloats("b_dec", DType.F32, raw.decoderBias().data(), width)));
            if (usesThreshold(info.kind())) {
                tensors.add(TensorData.ofFloats("threshold", thresholds, latents));
            }
            SafetensorsWriter.write(directory.resolve(WEIGHTS), tensors, Map.of("format", "pt"));
        }
        AtomicFile.writeText(directory.resolve(CONFIG), Manifest.mapper().writeValueAsString(config(info)) + "\n");
    }

    static boolean usesThreshold(SaeKind kind) {
        return switch (kind) {
            case SaeKind.TopK _, SaeKind.Relu _ -> false;
            case SaeKind.BatchTopK _, SaeKind.Matryoshka _, SaeKind.JumpRelu _ -> true;
        };
    }

    private static Map<String, Object> config(SaeInfo info) {
        Map<String, Object> config = new LinkedHashMap<>();
        config.put("d_in", info.inputWidth());
        config.put("d_sae", info.latents());
        config.put("dtype", "float32");
        config.put("device", "cpu");
        config.put("apply_b_dec_to_input", true);
        config.put("normalize_activations", "none");
        config.put("reshape_activations", "none");
        switch (info.kind()) {
            case SaeKind.TopK(int k) -> {
                config.put("architecture", "topk");
                config.put("k", k);
                config.put("rescale_acts_by_decoder_norm", false);
            }
            case SaeKind.Relu _ -> config.put("architecture", "standard");
            case SaeKind.BatchTopK _, SaeKind.Matryoshka _, SaeKind.JumpRelu _ ->
                config.put("architecture", "jumprelu");
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
        if (info.kind() instanceof SaeKind.Matryoshka(int _, List<Integer> prefixes)) {
            metadata.put("matryoshka_widths", prefixes);
        }
        config.put("metadata", metadata);
        return config;
    }

    private static String transformerLensName(String hook) {
        try {
            return hook.isEmpty() ? "" : HookPoint.parse(hook).transformerLensName();
        } catch (BadInputException e) {
            return hook;
        }
    }
}
