package org.latentworkbench.engine.training;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.activation.InputScale;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** {@code run.json}: every setting of a run, what it runs on, and in the end its result. */
final class RunFile {
    static final String NAME = "run.json";

    private static final String FORMAT = "latent-workbench/run";
    private static final int VERSION = 1;

    private final Path file;
    private final Map<String, Object> identity;
    private final Map<String, Object> intervals;
    private final Map<String, Object> program;

    /**
     * @param deadWindow the window that was resolved from the settings
     * @param lane what takes the steps
     * @param blas description of the product's library
     * @param threads threads that compute
     */
    RunFile(RunPlan plan, InputScale scale, long deadWindow, LaneChoice lane, String blas, int threads) {
        this.file = plan.directory().resolve(NAME);
        this.identity = new LinkedHashMap<>();
        identity.put("settings", settings(plan.config(), deadWindow));
        plan.stop().ifPresent(rule -> identity.put("stop", rule));
        plan.origin().ifPresent(origin -> identity.put("origin", origin));
        identity.put("source", source(plan.source()));
        identity.put(
                "input",
                Map.of("scale", scale.scale(), "shift", scale.shift(), "rule", scale.rule(), "rows", scale.rows()));
        this.intervals = Map.of(
                "checkpoint",
                plan.config().checkpointEvery(),
                "log",
                plan.config().logEvery());
        this.program = new LinkedHashMap<>();
        program.put("java", Runtime.version().toString());
        program.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        program.put("lane", lane.lane().word());
        program.put("device", lane.device().describe());
        program.put("blas", blas);
        program.put("threads", threads);
    }

    /** The settings as they are stored beside the trained autoencoder too. */
    static Map<String, Object> settings(TrainingConfig config, long deadWindow) {
        Map<String, Object> settings = TrainingSettings.write(config);
        settings.put("deadWindowTokens", deadWindow);
        return settings;
    }

    private static Map<String, Object> source(TrainingSource source) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("name", source.name());
        object.put("model", source.model());
        object.put("corpus", source.corpus());
        object.put("hook", source.hook());
        object.put("bos", source.bos());
        object.put("contextLength", source.contextLength());
        object.put("hashes", new TreeMap<>(source.hashes()));
        source.rows().ifPresent(rows -> object.put("rows", rows));
        return object;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Refuses to go on with other settings or other data than the run began with. */
    void checkSameRun() {
        JsonNode stored = Manifest.readTree(file);
        JsonNode now = Manifest.mapper().readTree(Manifest.mapper().writeValueAsString(identity));
        if (!stored.path("source").has("rows") && now.path("source") instanceof ObjectNode source) {
            source.remove("rows"); // a file that does not say which rows it began with allows any
        }
        String difference = difference("", stored, now);
        if (difference != null) {
            throw new BadInputException(file + " says " + difference
                    + " now. A run goes on only with the settings and data it began with; start a new one for others.");
        }
    }

    private static @Nullable String difference(String path, JsonNode stored, JsonNode now) {
        if (!now.isObject()) {
            return stored.equals(now) ? null : path + " was " + shorten(stored) + " and is " + shorten(now);
        }
        for (var field : now.properties()) {
            String name = path.isEmpty() ? field.getKey() : path + "." + field.getKey();
            String found = difference(name, stored.path(field.getKey()), field.getValue());
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static String shorten(JsonNode node) {
        String text = node.isMissingNode() ? "absent" : node.toString();
        return text.length() <= 60 ? text : text.substring(0, 57) + "...";
    }

    /**
     * Writes the file.
     *
     * @param status {@code "running"}, {@code "stopped"} or {@code "finished"}
     * @param result numbers of the end; empty before
     */
    void write(String status, Map<String, Object> result) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("status", status);
        all.putAll(identity);
        all.put("intervals", intervals);
        all.put("program", program);
        if (!result.isEmpty()) {
            all.put("result", result);
        }
        Manifest.write(file, FORMAT, VERSION, all);
    }
}
