package org.latentworkbench.engine.training;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What {@code run.json} says a run began with: enough to go on with it.
 *
 * @param config every setting
 * @param model name of the language model
 * @param corpus name of the corpus
 * @param hook hook point in the form of {@code "resid_post.2"}
 * @param rows where the activations came from; empty in files that do not say so
 * @param hashes SHA-256 of the data by name
 * @param scale normalisation of the input
 * @param stop when it ends early
 * @param origin the run it was branched from
 * @param parametersSha256 hash of what it gave; empty until it is finished
 */
public record StoredRun(
        TrainingConfig config,
        String model,
        String corpus,
        String hook,
        Optional<TrainingSource.Rows> rows,
        Map<String, String> hashes,
        InputScale scale,
        Optional<StopRule> stop,
        Optional<RunOrigin> origin,
        Optional<String> parametersSha256) {
    /** Copies the hashes. */
    public StoredRun {
        hashes = Map.copyOf(hashes);
    }

    /**
     * Reads the run of a folder.
     *
     * @throws BadInputException if there is no run or its file is damaged
     */
    public static StoredRun read(Path folder) {
        Path file = folder.resolve(RunFile.NAME);
        return of(Manifest.readTree(file), file);
    }

    /**
     * Takes a run out of its file.
     *
     * @param run the content
     * @param file named in messages
     * @throws BadInputException if a field is missing or damaged
     */
    public static StoredRun of(JsonNode run, Path file) {
        JsonNode source = run.path("source");
        try {
            return new StoredRun(
                    TrainingSettings.read(run.path("settings"), run.path("intervals")),
                    source.path("model").asString(""),
                    source.path("corpus").asString(""),
                    source.path("hook").asString(""),
                    optional(source.path("rows"), TrainingSource.Rows.class),
                    hashes(source.path("hashes")),
                    required(run, "input", InputScale.class),
                    optional(run.path("stop"), StopRule.class),
                    optional(run.path("origin"), RunOrigin.class),
                    Optional.of(run.path("result").path("parametersSha256").asString(""))
                            .filter(hash -> !hash.isEmpty()));
        } catch (WorkbenchException | JacksonException e) {
            throw new BadInputException(
                    file + " does not describe a run that can go on: " + e.getMessage() + " Start a new run.", e);
        }
    }

    private static <T> Optional<T> optional(JsonNode node, Class<T> type) {
        return node.isObject() ? Optional.of(Manifest.mapper().treeToValue(node, type)) : Optional.empty();
    }

    private static Map<String, String> hashes(JsonNode node) {
        Map<String, String> hashes = new TreeMap<>();
        node.properties()
                .forEach(field -> hashes.put(field.getKey(), field.getValue().asString("")));
        return hashes;
    }

    private static <T> T required(JsonNode parent, String field, Class<T> type) {
        JsonNode node = parent.path(field);
        if (!node.isObject()) {
            throw new BadInputException("Field \"" + field + "\" is missing.");
        }
        return Manifest.mapper().treeToValue(node, type);
    }
}
