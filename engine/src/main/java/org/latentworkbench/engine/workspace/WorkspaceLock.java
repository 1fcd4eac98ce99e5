package org.latentworkbench.engine.workspace;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to write to a workspace, held by one process at a time. The operating system takes it back when the process
 * ends, however it ends.
 */
final class WorkspaceLock implements AutoCloseable {
    private static final String FILE = ".lock";

    private final FileChannel channel;
    private final FileLock lock;

    private WorkspaceLock(FileChannel channel, FileLock lock) {
        this.channel = channel;
        this.lock = lock;
    }

    /**
     * Takes the lock of a folder.
     *
     * @return nothing if somebody else holds it
     * @throws IOException if the lock file cannot be written
     */
    static Optional<WorkspaceLock> take(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                return Optional.empty();
            }
            byte[] holder = ("process " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(holder), 0);
            return Optional.of(new WorkspaceLock(channel, lock));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Who holds the lock, as far as the lock file tells. */
    static String holder(Path directory) {
        try {
            String text = Files.readString(directory.resolve(FILE));
            return text.matches("process \\d{1,10}") ? text : "another process";
        } catch (IOException unreadable) {
            return "another process";
        }
    }

    @Override
    public void close() {
        try (channel) {
            lock.release();
        } catch (IOException e) {
            org.slf4j.LoggerFactory.getLogger(WorkspaceLock.class).warn("could not release {}", lock, e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            // One byte far behind the text, so that others can read who holds it where locks are mandatory.
            return channel.tryLock(Long.MAX_VALUE - 1, 1, false);
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }
}
