package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.workspace.Workspace;

/** {@code sweeps/NAME.json}: which runs belong together, and what sets each apart. */
public final class SweepFile {
    private static final String FORMAT = "latent-workbench/sweep";
    private static final int VERSION = 1;
    private static final String FOLDER = "sweeps";
    private static final String ENDING = ".json";

    private SweepFile() {}

    /**
     * A run that belongs to a sweep.
     *
     * @param run name of its autoencoder
     * @param settings what sets it apart
     */
    public record Entry(String run, Map<String, String> settings) {}

    private record Content(List<Entry> runs) {}

    /** Names of all sweeps of a workspace, sorted. */
    public static List<String> names(Workspace workspace) {
        Path folder = workspace.directory().resolve(FOLDER);
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(ENDING) && !name.startsWith("."))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ResourceException("Cannot list " + folder + " (" + e.getMessage() + ").", e);
        }
    }

    /**
     * The runs of a sweep in the order they were asked for.
     *
     * @throws BadInputException if there is no such sweep
     */
    public static List<Entry> read(Workspace workspace, String name) {
        if (!names(workspace).contains(name)) {
            String known = String.join(", ", names(workspace));
            throw new BadInputException("There is no sweep \"" + name + "\" in the workspace " + workspace.directory()
                    + (known.isEmpty() ? "; make one with \"workbench sweep\"." : "; it has " + known + "."));
        }
        return Manifest.read(file(workspace, name), FORMAT, VERSION, Content.class)
                .runs();
    }

    /** Writes a sweep; one of the same name may only grow, or it would lose runs. */
    static void write(Workspace workspace, String name, List<SweepRun> runs) {
        Map<String, Map<String, String>> all = new LinkedHashMap<>();
        if (names(workspace).contains(name)) {
            read(workspace, name).forEach(entry -> all.put(entry.run(), entry.settings()));
        }
        runs.forEach(run -> all.put(run.name(), run.settings()));
        Manifest.write(
                file(workspace, name),
                FORMAT,
                VERSION,
                new Content(all.entrySet().stream()
                        .map(entry -> new Entry(entry.getKey(), entry.getValue()))
                        .toList()));
    }

    private static Path file(Workspace workspace, String name) {
        workspace.saeDir(name); // the same rules for names
        return workspace.directory().resolve(FOLDER).resolve(name + ENDING);
    }
}
