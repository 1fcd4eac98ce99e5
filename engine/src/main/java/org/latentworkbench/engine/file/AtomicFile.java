package org.latentworkbench.engine.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.latentworkbench.engine.error.ResourceException;

/**
 * Writes a file or a folder under a temporary name beside its place and renames it when it is complete, so that a
 * reader sees the old content or the new, never a part.
 */
public final class AtomicFile {
    private static final String TEMPORARY = ".tmp-";

    private AtomicFile() {}

    /** Fills a file or a folder. */
    @FunctionalInterface
    public interface Content<T> {
        /** @param target what to fill: an open stream, or the path of an empty folder */
        void write(T target) throws IOException;
    }

    /**
     * Writes a file as a whole; parent folders are made.
     *
     * @throws ResourceException if it cannot be written; the old file, if any, is untouched
     */
    public static void write(Path file, Content<OutputStream> content) {
        Path temporary = temporary(file);
        try {
            Files.createDirectories(parent(file));
            try (OutputStream out = new BufferedOutputStream(
                    Files.newOutputStream(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                    1 << 16)) {
                content.write(out);
            }
            sync(temporary);
            move(temporary, file);
        } catch (IOException e) {
            throw unwritable(file, e);
        } finally {
            deleteQuietly(temporary);
        }
    }

    /** As {@link #write} with UTF-8 text. */
    public static void writeText(Path file, String text) {
        write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }

    /**
     * Fills a folder under a temporary name and renames it; an existing folder of that name is replaced.
     *
     * @throws ResourceException if it cannot be written; the old folder, if any, is untouched
     */
    public static void directory(Path directory, Content<Path> content) {
        try (var pending = new PendingFolder(directory)) {
            content.write(pending.path());
            pending.commit();
        } catch (IOException e) {
            throw unwritable(directory, e);
        }
    }

    /** Whether a name in a folder is a left-over of a write that never finished. */
    public static boolean isTemporary(Path path) {
        return path.getFileName().toString().startsWith(TEMPORARY);
    }

    /** Deletes a file or a folder with its content if it is there; what cannot be deleted stays. */
    public static void deleteQuietly(Path path) {
        if (!Files.exists(path, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            Files.walkFileTree(path, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                    Files.deleteIfExists(file);
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult postVisitDirectory(
                        Path directory, @org.jspecify.annotations.Nullable IOException error) throws IOException {
                    Files.deleteIfExists(directory);
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(AtomicFile.class).warn("could not delete {}", path, e);
        }
    }

    /** A name beside a file or folder that no other has, and that {@link #isTemporary}. */
    public static Path temporary(Path file) {
        return parent(file).resolve(TEMPORARY + file.getFileName() + "-" + java.util.UUID.randomUUID());
    }

    private static Path parent(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        if (parent == null) {
            throw new ResourceException(
                    "Cannot write to " + file + ": it is the root of a file system. Name a folder.");
        }
        return parent;
    }

    private static void sync(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(true);
        }
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** The error to throw when a file or folder cannot be written. */
    public static ResourceException unwritable(Path path, IOException cause) {
        return new ResourceException(
                "Cannot write " + path + " (" + reason(cause)
                        + "). Check that the folder is writable and the disk has room.",
                cause);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case java.nio.file.AccessDeniedException denied -> "permission denied";
            case java.nio.file.NoSuchFileException missing -> "no such folder";
            case java.nio.file.FileAlreadyExistsException exists -> "a file of that name is in the way";
            default -> e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        };
    }
}
