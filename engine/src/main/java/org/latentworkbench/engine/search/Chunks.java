package org.latentworkbench.engine.search;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Shares numbered pieces of work between the calling thread and helpers from a pool. The caller works too and never waits
 * for a helper that has not begun, so a busy pool costs speed only.
 */
final class Chunks {
    private final int count;
    private final Supplier<IntConsumer> workers;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();
    private final CountDownLatch done;

    private Chunks(int count, Supplier<IntConsumer> workers) {
        this.count = count;
        this.workers = workers;
        this.done = new CountDownLatch(count);
    }

    /**
     * Does the work; returns when every piece is done.
     *
     * @param count number of pieces
     * @param helpers most threads besides this one
     * @param workers makes the worker of each thread, which is then given the numbers of its pieces
     * @throws RuntimeException the first failure of a piece, after which no other piece is begun
     */
    static void run(int count, int helpers, Executor pool, Supplier<IntConsumer> workers) {
        Chunks chunks = new Chunks(count, workers);
        for (int i = 0; i < Math.min(helpers, count - 1); i++) {
            try {
                pool.execute(chunks::work);
            } catch (RejectedExecutionException _) {
                // A pool that takes no more work leaves it to this thread.
                break;
            }
        }
        chunks.work();
        chunks.await();
        RuntimeException failed = chunks.failure.get();
        if (failed != null) {
            throw failed;
        }
    }

    private void work() {
        IntConsumer worker = null;
        for (int chunk = next.getAndIncrement(); chunk < count; chunk = next.getAndIncrement()) {
            try {
                if (failure.get() == null) {
                    worker = worker == null ? workers.get() : worker;
                    worker.accept(chunk);
                }
            } catch (RuntimeException e) {
                failure.compareAndSet(null, e);
            } finally {
                done.countDown();
            }
        }
    }

    private void await() {
        boolean interrupted = false;
        while (true) {
            try {
                done.await();
                break;
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
