package org.latentworkbench.engine.index;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Writes in a thread of its own, some pieces of work behind the caller: while batches are written the next is encoded. After work
 * that fails none is begun. For one caller; closing waits for what is under way.
 */
final class WriteBehind implements AutoCloseable {
    /** Pieces of work held at most. */
    private static final int DEPTH = 4;

    /** A piece of work that writes. */
    @FunctionalInterface
    interface Work {
        void run() throws IOException;
    }

    private final ExecutorService writer = Executors.newSingleThreadExecutor(
            Thread.ofPlatform().name("index-writer").daemon().factory());
    private final Deque<Future<Boolean>> waiting = new ArrayDeque<>();

    /** Of the writing thread. */
    private boolean failed;

    /** Queues a piece of work and waits while there are too many; throws what work before threw. */
    void put(Work work) throws IOException {
        while (waiting.size() >= DEPTH
                || (!waiting.isEmpty() && waiting.element().isDone())) {
            Background.result(waiting.remove());
        }
        waiting.add(writer.submit(() -> run(work)));
    }

    private boolean run(Work work) throws IOException {
        if (!failed) {
            failed = true;
            work.run();
            failed = false;
        }
        return !failed;
    }

    /** Tidies up after all work, whether that succeeds or not. */
    void afterwards(Work work) {
        writer.execute(() -> {
            try {
                work.run();
            } catch (IOException e) {
                org.slf4j.LoggerFactory.getLogger(WriteBehind.class).warn("could not tidy up", e);
            }
        });
    }

    /** Waits until everything is written; throws what the work threw. */
    void await() throws IOException {
        while (!waiting.isEmpty()) {
            Background.result(waiting.remove());
        }
    }

    @Override
    public void close() {
        writer.close();
    }
}
