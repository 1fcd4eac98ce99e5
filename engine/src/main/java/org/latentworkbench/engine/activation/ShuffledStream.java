package org.latentworkbench.engine.activation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** A source's rows through a shuffle buffer, read ahead by a {@link ShuffleWorker} that starts with the first use. */
final class ShuffledStream implements ActivationStream {
    private static final int CHUNK_ROWS = 2048;
    /** Native memory of the buffer unless told otherwise; what is read ahead takes half as much again. */
    private static final long DEFAULT_BUFFER_BYTES = 128L << 20;

    private final BlockSource source;
    private final int capacity;
    private final long seed;
    private long served;
    private @Nullable Running running;
    private ShuffleWorker.Item.@Nullable Chunk chunk;
    private int usedOfChunk;

    /** The worker, its thread and its memory. */
    private record Running(ShuffleWorker worker, Thread thread, Arena arena) {}

    ShuffledStream(BlockSource source, int bufferRows, long seed) {
        if (source.rows() < 1) {
            throw new BadInputException("There is no activation to stream.");
        }
        if (bufferRows < 2) {
            throw new BadInputException(
                    "A shuffle buffer of " + bufferRows + " rows mixes nothing; it must have at least 2.");
        }
        this.source = source;
        this.capacity = (int) Math.min(bufferRows, Math.max(2, source.rows()));
        this.seed = seed;
    }

    static int defaultBufferRows(int width) {
        return (int) Math.max(1 << 12, DEFAULT_BUFFER_BYTES / ((long) width * Float.BYTES));
    }

    @Override
    public int width() {
        return source.width();
    }

    @Override
    public long rowsPerEpoch() {
        return source.rows();
    }

    @Override
    public void next(FloatMatrix into) {
        if (into.columns() != width()) {
            throw new IllegalArgumentException("rows of " + into.columns() + " where the stream has " + width());
        }
        long rowBytes = (long) width() * Float.BYTES;
        long done = 0;
        while (done < into.rows()) {
            ShuffleWorker.Item.Chunk current = chunk();
            int rows = (int) Math.min(into.rows() - done, current.rows() - usedOfChunk);
            MemorySegment.copy(
                    current.data().data(), usedOfChunk * rowBytes, into.data(), done * rowBytes, rows * rowBytes);
            done += rows;
            usedOfChunk += rows;
            served += rows;
        }
    }

    private ShuffleWorker.Item.Chunk chunk() {
        Running current = running == null ? start() : running;
        ShuffleWorker.Item.Chunk held = chunk;
        if (held != null && usedOfChunk < held.rows()) {
            return held;
        }
        if (held != null) {
            chunk = null;
            current.worker().recycle(held);
        }
        try {
            return switch (current.worker().take()) {
                case ShuffleWorker.Item.Chunk fresh -> {
                    chunk = fresh;
                    usedOfChunk = 0;
                    yield fresh;
                }
                case ShuffleWorker.Item.Failure failure -> {
                    stop();
                    throw failure.cause();
                }
            };
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("Stopped while waiting for activations.", e);
        }
    }

    private Running start() {
        Arena arena = Arena.ofShared();
        int chunks = Math.max(2, Math.ceilDiv(capacity, 2 * CHUNK_ROWS));
        int chunkRows = Math.min(CHUNK_ROWS, capacity);
        ShuffleWorker worker = new ShuffleWorker(source, capacity, chunkRows, chunks, seed, served, arena);
        Thread thread = Thread.ofPlatform().daemon().name("activations").start(worker);
        Running started = new Running(worker, thread, arena);
        running = started;
        return started;
    }

    private void stop() {
        Running old = running;
        running = null;
        chunk = null;
        if (old == null) {
            return;
        }
        old.thread().interrupt();
        boolean interrupted = false;
        while (old.thread().isAlive()) {
            try {
                old.thread().join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        old.arena().close();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public long rowsServed() {
        return served;
    }

    @Override
    public void skipTo(long rowsServed) {
        if (rowsServed < 0) {
            throw new IllegalArgumentException("skip to row " + rowsServed);
        }
        if (rowsServed != served) {
            stop();
            served = rowsServed;
        }
    }

    @Override
    public void close() {
        stop();
    }
}
