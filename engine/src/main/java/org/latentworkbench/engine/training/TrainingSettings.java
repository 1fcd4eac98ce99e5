package org.latentworkbench.engine.training;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.sae.SaeKind;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The settings of a run as they stand in {@code run.json}. */
final class TrainingSettings {
    private TrainingSettings() {}

    /** Settings as a JSON object; intervals of checkpoints and log lines, which change no result, are left out. */
    static Map<String, Object> write(TrainingConfig config) {
        Map<String, Object> settings = new LinkedHashMap<>();
        settings.put("kind", config.kind().name());
        config.kind().activeLatents().ifPresent(k -> settings.put("k", k));
        switch (config.kind()) {
            case SaeKind.Matryoshka fixed -> {
                settings.put("prefixes", fixed.prefixes());
                settings.put("prefixWeights", fixed.weights());
                settings.put("choice", fixed.choice());
            }
            case SaeKind.MatryoshkaRandom random -> settings.put("prefixes", random.prefixes());
            case SaeKind.TopK _, SaeKind.BatchTopK _, SaeKind.Relu _, SaeKind.Gated _, SaeKind.JumpRelu _ -> {}
        }
        settings.put("subtractsDecoderBias", config.kind().subtractsDecoderBias());
        settings.put("width", config.width());
        settings.put("batch", config.batch());
        settings.put("steps", config.steps());
        settings.put("learningRate", config.learningRate());
        settings.put("seed", config.seed());
        settings.put("optimiser", config.optimiser());
        settings.put("auxiliary", config.auxiliary());
        settings.put("objective", config.objective());
        return settings;
    }

    /**
     * Reads settings; what is missing takes its usual value.
     *
     * @param settings the object {@code "settings"} of a {@code run.json}
     * @param intervals its object {@code "intervals"}
     * @throws BadInputException if a value is of another type or out of its range
     */
    static TrainingConfig read(JsonNode settings, JsonNode intervals) {
        try {
            SaeKind kind = kind(settings);
            TrainingConfig usual = TrainingConfig.defaults(
                    kind,
                    settings.path("width").asInt(0),
                    settings.path("batch").asInt(0),
                    settings.path("steps").asLong(0),
                    settings.path("seed").asLong(0));
            return new TrainingConfig(
                    kind,
                    usual.width(),
                    usual.batch(),
                    usual.steps(),
                    settings.path("learningRate").asDouble(usual.learningRate()),
                    usual.seed(),
                    value(settings, "optimiser", TrainingConfig.Optimiser.class, usual.optimiser()),
                    value(settings, "auxiliary", TrainingConfig.Auxiliary.class, usual.auxiliary()),
                    value(settings, "objective", usual.objective().getClass(), usual.objective()),
                    intervals.path("checkpoint").asLong(usual.checkpointEvery()),
                    intervals.path("log").asInt(usual.logEvery()));
        } catch (JacksonException e) {
            throw new BadInputException("The settings of the run cannot be read (" + e.getOriginalMessage() + ").", e);
        }
    }

    private static <T> T value(JsonNode settings, String field, Class<? extends T> type, T usual) {
        if (!settings.path(field).isObject()) {
            return usual;
        }
        // What a run of an older version did not know yet takes its usual value.
        ObjectNode node = Manifest.mapper().valueToTree(usual);
        settings.path(field).properties().forEach(entry -> node.set(entry.getKey(), entry.getValue()));
        return Manifest.mapper().treeToValue(node, type);
    }

    private static SaeKind kind(JsonNode settings) {
        int k = settings.path("k").asInt(0);
        boolean subtracts = settings.path("subtractsDecoderBias").asBoolean(true);
        String name = settings.path("kind").asString("");
        return switch (name) {
            case "topk" -> new SaeKind.TopK(k);
            case "batchtopk" -> new SaeKind.BatchTopK(k);
            case "matryoshka" -> matryoshka(settings, k);
            case "matryoshka-random" -> new SaeKind.MatryoshkaRandom(prefixes(settings));
            case "relu" -> new SaeKind.Relu(subtracts);
            case "gated" -> new SaeKind.Gated();
            case "jumprelu" -> new SaeKind.JumpRelu(subtracts);
            default -> throw new BadInputException("The run is of the kind \"" + name + "\", which is not known.");
        };
    }

    private static SaeKind matryoshka(JsonNode settings, int k) {
        List<Integer> prefixes = prefixes(settings);
        JsonNode weights = settings.path("prefixWeights");
        if (!weights.isArray()) {
            return new SaeKind.Matryoshka(k, prefixes);
        }
        List<Double> values = new ArrayList<>();
        weights.forEach(node -> values.add(node.asDouble(0)));
        boolean perRow = settings.path("choice").asString("").equals(SaeKind.Matryoshka.Choice.PER_ROW.name());
        return new SaeKind.Matryoshka(
                k, prefixes, values, perRow ? SaeKind.Matryoshka.Choice.PER_ROW : SaeKind.Matryoshka.Choice.PER_BATCH);
    }

    private static List<Integer> prefixes(JsonNode settings) {
        List<Integer> prefixes = new ArrayList<>();
        settings.path("prefixes").forEach(node -> prefixes.add(node.asInt(0)));
        return prefixes;
    }
}
