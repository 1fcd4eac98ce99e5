package org.latentworkbench.engine.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Looks every few milliseconds how much memory this process holds, and remembers the most; 0 where that cannot be read. */
final class MemoryWatch implements AutoCloseable {
    private static final Path STATUS = Path.of("/proc/self/status");
    private static final int MILLISECONDS = 20;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memory-watch").factory());
    private volatile long own;
    private volatile long mapped;

    MemoryWatch() {
        var _ = clock.scheduleAtFixedRate(this::look, 0, MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            for (String line : Files.readAllLines(STATUS)) {
                if (line.startsWith("RssAnon:")) {
                    own = Math.max(own, bytes(line));
                } else if (line.startsWith("RssFile:")) {
                    mapped = Math.max(mapped, bytes(line));
                }
            }
        } catch (IOException e) {
            clock.shutdown(); // no such file on this system
        }
    }

    private static long bytes(String line) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
    }

    /** Largest resident memory that is no file. */
    long own() {
        return own;
    }

    /** Largest resident part of mapped files. */
    long mapped() {
        return mapped;
    }

    @Override
    public void close() {
        clock.shutdownNow();
    }
}
