package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Writes in a thread of its own, one piece of work behind the caller: while one batch is written the next is encoded, and never
 * more than two are held. For one caller; closing waits for what is under way.
 */
final class WriteBehind implements AutoCloseable {
    /** A piece of work that writes. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("index-writer").daemon().factory());
    private @Nullable Future<Boolean> running;

    /** Waits for the work before, then begins with this one; throws what the work before threw. */
    void put(Work work) throws IOException {
        await();
        running = writer.submit(() -> {
            work.run();
            return true;
        });
    }

    /** Waits until everything is written; throws what the work threw. */
    void await() throws IOException {
        Future<Boolean> before = running;
        running = null;
        if (before != null) {
            Background.result(before);
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
