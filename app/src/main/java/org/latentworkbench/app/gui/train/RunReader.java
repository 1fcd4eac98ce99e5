package org.latentworkbench.app.gui.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.training.StoredRun;
import org.latentworkbench.engine.training.TrainingConfig;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * Reads the runs of a workspace from their files; what did not change since the last time is not read again. Used by one
 * thread at a time.
 */
final class RunReader {
    private static final Logger LOG = LoggerFactory.getLogger(RunReader.class);

    private record Known(FileTime run, FileTime log, RunRow row, boolean saysRunning) {}

    private static final long FRESH_MILLIS = 30_000;

    private final Map<Path, Known> known = new HashMap<>();

    /**
     * All runs, newest first.
     *
     * @param running names of the runs that train in this program now
     */
    synchronized List<RunRow> read(Workspace workspace, List<String> running) {
        Path folder = workspace.directory().resolve(Section.SAES.folder());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Known> rows = new ArrayList<>();
        try (Stream<Path> children = Files.list(folder)) {
            for (Path child :
                    children.filter(path -> !AtomicFile.isTemporary(path)).toList()) {
                one(child, running).ifPresent(rows::add);
            }
        } catch (IOException e) {
            throw new ResourceException("Cannot list the runs in " + folder + ".", e);
        }
        rows.sort(Comparator.comparing(Known::run).reversed());
        return rows.stream().map(Known::row).toList();
    }

    private Optional<Known> one(Path child, List<String> running) {
        Path run = child.resolve("run.json");
        Path log = child.resolve("log.jsonl");
        try {
            if (!Files.isRegularFile(run)) {
                return Optional.empty();
            }
            FileTime runTime = Files.getLastModifiedTime(run);
            FileTime logTime = Files.exists(log) ? Files.getLastModifiedTime(log) : FileTime.fromMillis(0);
            Known before = known.get(child);
            boolean works = running.contains(String.valueOf(child.getFileName()))
                    || (isFresh(runTime) || isFresh(logTime)) && saysRunning(run, before, runTime);
            if (before != null
                    && before.run.equals(runTime)
                    && before.log.equals(logTime)
                    && works == (before.row.state() == RunState.RUNNING)) {
                return Optional.of(before);
            }
            Known fresh = known(child, runTime, logTime, works);
            known.put(child, fresh);
            return Optional.of(fresh);
        } catch (IOException | WorkbenchException e) {
            LOG.warn("the run {} is left out: {}", child, e.getMessage());
            return Optional.empty();
        }
    }

    /** A run that another job or program trains says so and writes its log every few seconds. */
    private static boolean isFresh(FileTime time) {
        return System.currentTimeMillis() - time.toMillis() < FRESH_MILLIS;
    }

    private static boolean saysRunning(Path run, @Nullable Known before, FileTime time) {
        if (before != null && before.run.equals(time)) {
            return before.saysRunning;
        }
        return saysRunning(Manifest.readTree(run));
    }

    private static boolean saysRunning(JsonNode run) {
        return run.path("status").asString("").equals("running");
    }

    private static Known known(Path folder, FileTime runTime, FileTime logTime, boolean works) throws IOException {
        JsonNode run = Manifest.readTree(folder.resolve("run.json"));
        return new Known(runTime, logTime, row(folder, run, folder.resolve("log.jsonl"), works), saysRunning(run));
    }

    private static RunRow row(Path folder, JsonNode run, Path log, boolean works) throws IOException {
        JsonNode settings = run.path("settings");
        JsonNode source = run.path("source");
        int width = settings.path("width").asInt(0);
        List<Integer> prefixes = new ArrayList<>();
        settings.path("prefixes").forEach(node -> prefixes.add(node.asInt(0)));
        String status = run.path("status").asString("");
        RunState state = works ? RunState.RUNNING : status.equals("finished") ? RunState.DONE : RunState.STOPPED;
        JsonNode result = run.path("result");
        Optional<RunRow.Measured> measured = result.path("fvu").isNumber()
                ? Optional.of(new RunRow.Measured(
                        result.path("fvu").asDouble(),
                        result.path("l0").asDouble(Double.NaN),
                        result.path("deadFraction").asDouble(Double.NaN)))
                : Optional.empty();
        return new RunRow(
                String.valueOf(folder.getFileName()),
                settings.path("kind").asString(""),
                width,
                run.path("input").path("shift").size(),
                prefixes,
                settings.path("steps").asLong(0),
                source.path("model").asString(""),
                source.path("corpus").asString(""),
                source.path("hook").asString(""),
                state,
                CurvesReader.read(log, width),
                measured,
                config(run, folder));
    }

    private static Optional<TrainingConfig> config(JsonNode run, Path folder) {
        try {
            return Optional.of(StoredRun.of(run, folder.resolve("run.json")).config());
        } catch (WorkbenchException e) {
            LOG.warn("the run {} can be shown but not resumed: {}", folder, e.getMessage());
            return Optional.empty();
        }
    }
}
