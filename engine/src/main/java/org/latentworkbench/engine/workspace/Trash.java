package org.latentworkbench.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where deleted things of a workspace lie until they are restored or the trash is emptied. A thing is moved in one step: it is
 * in its place or in the trash, never in parts. What has lain there for {@link #KEPT} goes when the workspace is opened next.
 */
public final class Trash {
    /** How long a deleted thing can be restored at least. */
    public static final Duration KEPT = Duration.ofDays(7);

    private static final Logger LOG = LoggerFactory.getLogger(Trash.class);
    private static final String FOLDER = ".trash";
    private static final String MANIFEST = "deleted.json";
    private static final String CONTENT = "content";
    private static final String FORMAT = "latent-workbench/deleted";
    private static final int VERSION = 1;

    private record Entry(String section, String name, String at) {}

    private final Workspace workspace;
    private final Path folder;
    private final Clock clock;

    Trash(Workspace workspace, Clock clock) {
        this.workspace = workspace;
        this.folder = workspace.directory().resolve(FOLDER);
        this.clock = clock;
    }

    /**
     * Moves a thing into the trash.
     *
     * @throws BadInputException if there is no such thing
     * @throws ResourceException if the workspace is read-only or a file of it is in use
     */
    public Deleted put(Section section, String name) {
        workspace.requireWritable();
        Path from = workspace.require(section, name);
        String id = UUID.randomUUID().toString();
        Path entry = folder.resolve(id);
        Instant now = clock.instant();
        Manifest.write(entry.resolve(MANIFEST), FORMAT, VERSION, new Entry(section.name(), name, now.toString()));
        try {
            Files.move(from, entry.resolve(CONTENT), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            AtomicFile.deleteQuietly(entry);
            throw new ResourceException(
                    "Cannot delete the " + section.noun() + " \"" + name + "\" (" + Reasons.of(e)
                            + "). Close what uses it and try again.",
                    e);
        }
        return new Deleted(id, section, name, now, DiskUse.of(entry.resolve(CONTENT)));
    }

    /**
     * Puts a thing back where it was.
     *
     * @throws BadInputException if it is no longer in the trash, or its name was given to another thing since
     */
    public Thing restore(String id) {
        workspace.requireWritable();
        Deleted deleted = list().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new BadInputException("There is no \"" + id + "\" in the trash of "
                        + workspace.directory() + "; it was restored, or the trash was emptied."));
        Path target = workspace.path(deleted.section(), deleted.name());
        if (Files.exists(target)) {
            throw new BadInputException(
                    "Cannot restore the " + deleted.section().noun() + " \"" + deleted.name()
                            + "\": another one has that name now. Delete that one first.");
        }
        Path entry = folder.resolve(id);
        try {
            Files.createDirectories(target.resolveSibling("."));
            Files.move(entry.resolve(CONTENT), target, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot restore the " + deleted.section().noun() + " \"" + deleted.name() + "\" (" + Reasons.of(e)
                            + ").",
                    e);
        }
        AtomicFile.deleteQuietly(entry);
        return new Thing(deleted.section(), deleted.name());
    }

    /** What lies in the trash, newest first. Entries that cannot be read are left out. */
    public List<Deleted> list() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Deleted> found = new ArrayList<>();
        try (Stream<Path> entries = Files.list(folder)) {
            for (Path entry : entries.toList()) {
                read(entry, found);
            }
        } catch (IOException e) {
            throw new ResourceException("Cannot list " + folder + " (" + Reasons.of(e) + ").", e);
        }
        found.sort(Comparator.comparing(Deleted::at).reversed());
        return found;
    }

    private static void read(Path entry, List<Deleted> into) {
        Path content = entry.resolve(CONTENT);
        if (!Files.isDirectory(content)) {
            return;
        }
        try {
            Entry read = Manifest.read(entry.resolve(MANIFEST), FORMAT, VERSION, Entry.class);
            into.add(new Deleted(
                    entry.getFileName().toString(),
                    Section.valueOf(read.section()),
                    read.name(),
                    Instant.parse(read.at()),
                    DiskUse.of(content)));
        } catch (WorkbenchException | IllegalArgumentException | java.time.DateTimeException e) {
            LOG.warn("{} is left out of the trash", entry, e);
        }
    }

    /** Deletes everything in the trash for good and says how many bytes that were. */
    public long empty() {
        return deleteOlderThan(Duration.ZERO);
    }

    /** Deletes for good what has lain there for {@link #KEPT}; a trash that cannot be read is left alone. */
    void forget() {
        try {
            deleteOlderThan(KEPT);
        } catch (WorkbenchException e) {
            LOG.warn("the trash in {} is left as it is", folder, e);
        }
    }

    /** Deletes for good what has lain in the trash for longer than {@code age}. */
    long deleteOlderThan(Duration age) {
        workspace.requireWritable();
        Instant before = clock.instant().minus(age);
        long bytes = 0;
        for (Deleted deleted : list()) {
            if (!deleted.at().isAfter(before)) {
                bytes += deleted.bytes();
                AtomicFile.deleteQuietly(folder.resolve(deleted.id()));
            }
        }
        return bytes;
    }
}
