package org.latentworkbench.app.gui.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the workspaces opened before and at the demo, off the interface thread and without opening any: a look must
 * not take the lock.
 *
 * @param directories workspaces opened before, newest first
 * @param demo the folder of the demo's workspace
 */
record StartUpdate(List<Path> directories, Path demo) implements Job<StartUpdate.Found> {
    private static final Logger LOG = LoggerFactory.getLogger(StartUpdate.class);

    /**
     * What was found.
     *
     * @param recents the workspaces
     * @param demoReady whether the demo was made
     * @param sentence a sentence of the demo
     */
    record Found(List<Recent> recents, boolean demoReady, Optional<PaintedSentence> sentence) {}

    @Override
    public Found run(JobContext context) {
        List<Recent> recents = new ArrayList<>();
        for (Path directory : directories) {
            context.checkCancelled();
            recents.add(look(directory));
        }
        boolean ready = !names(demo, Section.INDEXES).isEmpty();
        return new Found(recents, ready, ready ? sentence() : Optional.empty());
    }

    private Optional<PaintedSentence> sentence() {
        try {
            return DemoSentence.find(demo, names(demo, Section.INDEXES).getFirst());
        } catch (WorkbenchException e) {
            LOG.warn("no sentence of the demo", e);
            return Optional.empty();
        }
    }

    private static Recent look(Path directory) {
        Path last = directory.getFileName();
        String name = last == null ? directory.toString() : last.toString();
        if (!Workspace.isWorkspace(directory)) {
            return new Recent(directory, name, "not found · " + shortened(directory), "", "", true);
        }
        int autoencoders = names(directory, Section.SAES).size();
        String holds = autoencoders > 0
                ? Words.count(autoencoders, "autoencoder")
                : names(directory, Section.CORPORA).isEmpty() ? "empty" : "no autoencoder yet";
        return new Recent(
                directory,
                name,
                holds + " · " + shortened(directory),
                changed(directory),
                Words.bytes(size(directory)),
                false);
    }

    private static List<String> names(Path workspace, Section section) {
        Path folder = workspace.resolve(section.folder());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> Files.isRegularFile(child.resolve(section.manifest())))
                    .map(child -> child.getFileName().toString())
                    .toList();
        } catch (IOException e) {
            return List.of(); // unreadable: opening it will say why
        }
    }

    private static String changed(Path directory) {
        try (Stream<Path> children = Files.list(directory)) {
            return children.map(StartUpdate::modified)
                    .max(LocalDate::compareTo)
                    .map(day -> Words.day(day, LocalDate.now(ZoneId.systemDefault())))
                    .orElse("");
        } catch (IOException e) {
            return "";
        }
    }

    private static LocalDate modified(Path path) {
        try {
            return LocalDate.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneId.systemDefault());
        } catch (IOException e) {
            return LocalDate.EPOCH;
        }
    }

    private static long size(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.mapToLong(
                            file -> file.toFile().isFile() ? file.toFile().length() : 0)
                    .sum();
        } catch (IOException | UncheckedIOException e) {
            return 0;
        }
    }

    private static String shortened(Path directory) {
        Path home = Path.of(System.getProperty("user.home", "/"));
        return directory.startsWith(home) ? "~/" + home.relativize(directory) : directory.toString();
    }
}
