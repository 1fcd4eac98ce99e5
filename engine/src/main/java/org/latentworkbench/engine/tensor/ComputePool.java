package org.latentworkbench.engine.tensor;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.latentworkbench.engine.error.BugException;

/**
 * A fixed number of threads for numeric work. The caller cuts the work into parts by size alone, never by the number of
 * threads, and lets each part write its own place: so results do not depend on the pool. One caller at a time.
 */
public final class ComputePool implements AutoCloseable {
    /** The helpers end almost at once after the caller: waking it takes longer than it has to wait. */
    private static final long SPIN_NANOS = 50_000;

    private final int threads;
    private final ExecutorService helpers;

    /** @param threads threads that compute, the caller's included, ≥ 1 */
    public ComputePool(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException(threads + " threads");
        }
        this.threads = threads;
        this.helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1),
                Thread.ofPlatform().daemon().name("compute-", 1).factory());
    }

    /** A pool with one thread per processor. */
    public static ComputePool ofProcessors() {
        return new ComputePool(Runtime.getRuntime().availableProcessors());
    }

    /** A part of the work. */
    @FunctionalInterface
    public interface Part {
        /**
         * Does one part.
         *
         * @param part number of the part, from 0
         * @param worker number of the thread from 0 to {@link ComputePool#threads()} - 1, to choose scratch memory by
         */
        void run(int part, int worker);
    }

    /** A range of the work. */
    @FunctionalInterface
    public interface Range {
        /**
         * Does the elements {@code from .. to - 1}.
         *
         * @param worker number of the thread, to choose scratch memory by
         */
        void run(int from, int to, int worker);
    }

    /** Threads that compute. */
    public int threads() {
        return threads;
    }

    /** Does parts 0 to {@code parts - 1}, each once, on the caller and the helpers; returns when all are done. */
    public void run(int parts, Part work) {
        int workers = Math.min(threads, parts);
        if (workers <= 1) {
            for (int part = 0; part < parts; part++) {
                work.run(part, 0);
            }
            return;
        }
        AtomicInteger next = new AtomicInteger();
        List<Future<?>> pending = new ArrayList<>(workers - 1);
        for (int worker = 1; worker < workers; worker++) {
            int self = worker;
            pending.add(helpers.submit(() -> drain(next, parts, work, self)));
        }
        RuntimeException failure = null;
        try {
            drain(next, parts, work, 0);
        } finally {
            next.set(parts);
            for (Future<?> future : pending) {
                RuntimeException other = await(future);
                failure = failure == null ? other : failure;
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    /** Does {@code count} elements in ranges of {@code size}, the last one shorter. */
    public void runRanges(int count, int size, Range work) {
        run(Math.ceilDiv(count, size), (part, worker) -> {
            int from = part * size;
            work.run(from, Math.min(count, from + size), worker);
        });
    }

    private static void drain(AtomicInteger next, int parts, Part work, int worker) {
        for (int part = next.getAndIncrement(); part < parts; part = next.getAndIncrement()) {
            work.run(part, worker);
        }
    }

    private static @org.jspecify.annotations.Nullable RuntimeException await(Future<?> future) {
        boolean interrupted = false;
        long until = System.nanoTime() + SPIN_NANOS;
        while (!future.isDone() && System.nanoTime() < until) {
            Thread.onSpinWait();
        }
        try {
            while (true) {
                try {
                    future.get();
                    return null;
                } catch (InterruptedException e) {
                    // The parts write into the caller's memory: returning before they end would let it be freed.
                    interrupted = true;
                }
            }
        } catch (ExecutionException e) {
            return e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new BugException("A compute thread failed.", e.getCause() == null ? e : e.getCause());
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() {
        helpers.shutdown();
    }
}
