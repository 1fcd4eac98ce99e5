package org.latentworkbench.engine.pipeline;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.latentworkbench.engine.tensor.ProcessMemory;

/** Looks every few milliseconds how much memory this process holds, and remembers the most; 0 where that cannot be read. */
final class MemoryWatch implements AutoCloseable {
    private static final int MILLISECONDS = 20;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("memory-watch").factory());
    private volatile long own;
    private volatile long mapped;

    MemoryWatch() {
        var _ = clock.scheduleAtFixedRate(this::look, 0, MILLISECONDS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        ProcessMemory now = ProcessMemory.now();
        own = Math.max(own, now.own());
        mapped = Math.max(mapped, now.mapped());
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
