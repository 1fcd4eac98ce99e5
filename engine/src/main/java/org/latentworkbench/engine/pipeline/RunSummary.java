package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * Where a run stands. Numbers of a run that is not finished are the latest of its log, and NaN before the first.
 *
 * @param name of its autoencoder
 * @param status running, stopped, interrupted or finished
 * @param kind as in files
 * @param width latents
 * @param k active latents per token that were asked for; 0 where the kind has no such number
 * @param learningRate peak
 * @param batch rows per step
 * @param seed of the initialisation
 * @param steps done
 * @param plannedSteps asked for
 * @param fvu on held-out rows when finished, else on batches
 * @param l0 active latents per token
 * @param deadFraction share of latents
 * @param seconds of training
 * @param parametersSha256 hash of the parameters; empty until it is finished
 * @param branchOf run it was branched from, with the step; empty if it was not
 */
public record RunSummary(
        String name,
        String status,
        String kind,
        int width,
        int k,
        double learningRate,
        int batch,
        long seed,
        long steps,
        long plannedSteps,
        double fvu,
        double l0,
        double deadFraction,
        double seconds,
        String parametersSha256,
        String branchOf) {
    private static final Duration FRESH = Duration.ofSeconds(30);

    /** All runs of a workspace, by name; damaged ones are left out. */
    public static List<RunSummary> all(Workspace workspace) {
        Path folder = workspace.directory().resolve(Section.SAES.folder());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<RunSummary> runs = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child : children.filter(path -> !AtomicFile.isTemporary(path))
                    .sorted()
                    .toList()) {
                try {
                    of(child).ifPresent(runs::add);
                } catch (WorkbenchException e) {
                    LoggerFactory.getLogger(RunSummary.class).warn("the run {} is left out", child, e);
                }
            }
        } catch (IOException e) {
            throw new ResourceException("Cannot list the runs in " + folder + ".", e);
        }
        return runs;
    }

    /** The run of a folder; empty if it holds none. */
    public static Optional<RunSummary> of(Path folder) {
        Path file = folder.resolve("run.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        JsonNode run = Manifest.readTree(file);
        JsonNode settings = run.path("settings");
        JsonNode result = run.path("result");
        boolean finished = result.path("fvu").isNumber();
        JsonNode log = finished ? result : lastLine(folder.resolve("log.jsonl"));
        int width = settings.path("width").asInt(0);
        double dead = finished
                ? result.path("deadFraction").asDouble(Double.NaN)
                : log.path("dead").asDouble(Double.NaN) / width;
        JsonNode origin = run.path("origin");
        return Optional.of(new RunSummary(
                String.valueOf(folder.getFileName()),
                status(run, folder),
                settings.path("kind").asString(""),
                width,
                settings.path("k").asInt(0),
                settings.path("learningRate").asDouble(Double.NaN),
                settings.path("batch").asInt(0),
                settings.path("seed").asLong(0),
                log.path(finished ? "steps" : "step").asLong(0),
                settings.path("steps").asLong(0),
                log.path("fvu").asDouble(Double.NaN),
                log.path("l0").asDouble(Double.NaN),
                dead,
                log.path("seconds").asDouble(Double.NaN),
                result.path("parametersSha256").asString(""),
                origin.isObject()
                        ? origin.path("run").asString("") + "@"
                                + origin.path("step").asLong(0)
                        : ""));
    }

    /** Whether all its steps are done and it was measured. */
    public boolean isFinished() {
        return status.equals("finished");
    }

    /** A run whose file says "running" but that writes no log any more was killed. */
    private static String status(JsonNode run, Path folder) {
        String status = run.path("status").asString("");
        if (!status.equals("running")) {
            return status;
        }
        Path log = folder.resolve("log.jsonl");
        try {
            Instant written = Files.getLastModifiedTime(Files.exists(log) ? log : folder.resolve("run.json"))
                    .toInstant();
            return written.isAfter(Instant.now().minus(FRESH)) ? status : "interrupted";
        } catch (IOException e) {
            return status;
        }
    }

    private static JsonNode lastLine(Path log) {
        JsonNode last = Manifest.mapper().createObjectNode();
        if (!Files.exists(log)) {
            return last;
        }
        try {
            for (String line : Files.readAllLines(log).reversed()) {
                try {
                    return Manifest.mapper().readTree(line);
                } catch (JacksonException e) {
                    LoggerFactory.getLogger(RunSummary.class).debug("the last line of {} is being written", log, e);
                }
            }
        } catch (IOException e) {
            LoggerFactory.getLogger(RunSummary.class).warn("{} cannot be read", log, e);
        }
        return last;
    }
}
