package org.latentworkbench.engine.activation;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** Reads blocks into the shuffle buffer and lays out shuffled rows ahead of their use, on a thread of its own. */
final class ShuffleWorker implements Runnable {
    /** What the consumer gets. */
    sealed interface Item {
        /** Shuffled rows; goes back to the worker when used. */
        record Chunk(FloatMatrix data, int rows) implements Item {}

        /** Why there are no more. */
        record Failure(RuntimeException cause) implements Item {}
    }

    private final BlockSource source;
    private final ShufflePlan plan;
    private final long start;
    private final FloatMatrix buffer;
    private final FloatMatrix block;
    private final long rowBytes;
    private final BlockingQueue<FloatMatrix> free;
    private final BlockingQueue<Item> ready;
    private int loadedBlock = -1;

    ShuffleWorker(BlockSource source, int capacity, int chunkRows, int chunks, long seed, long start, Arena arena) {
        this.source = source;
        this.plan = new ShufflePlan(source, capacity, seed);
        this.start = start;
        this.buffer = FloatMatrix.allocate(arena, capacity, source.width());
        this.block = FloatMatrix.allocate(arena, source.longestBlock(), source.width());
        this.rowBytes = (long) source.width() * Float.BYTES;
        this.free = new ArrayBlockingQueue<>(chunks);
        this.ready = new ArrayBlockingQueue<>(chunks + 1);
        for (int i = 0; i < chunks; i++) {
            free.add(FloatMatrix.allocate(arena, chunkRows, source.width()));
        }
    }

    /** The next item; waits for it. */
    Item take() throws InterruptedException {
        return ready.take();
    }

    /** Gives a used chunk back. */
    void recycle(Item.Chunk chunk) {
        free.add(chunk.data());
    }

    @Override
    public void run() {
        try {
            int from = plan.playTo(start);
            loadLive(from);
            give(from);
            while (true) {
                plan.nextRound();
                loadNew();
                plan.draw();
                give(0);
            }
        } catch (InterruptedException _) {
            // The stream was closed or moved: nobody waits for more.
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            ready.add(new Item.Failure(e));
        }
    }

    private void loadNew() throws InterruptedException {
        for (int i = 0; i < plan.newRows(); i++) {
            load(plan.newSlot(i));
        }
    }

    /** After a jump the buffer is empty: reads the rows that an uninterrupted stream would still hold. */
    private void loadLive(int from) throws InterruptedException {
        long[] rowAndSlot = new long[plan.live(from)];
        for (int k = 0; k < rowAndSlot.length; k++) {
            rowAndSlot[k] = plan.rowOfSlot(plan.liveSlot(k));
        }
        Integer[] order = new Integer[rowAndSlot.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, java.util.Comparator.comparingLong(k -> rowAndSlot[k]));
        for (int k : order) {
            load(plan.liveSlot(k));
        }
    }

    private void load(int slot) throws InterruptedException {
        long row = plan.rowOfSlot(slot);
        if (loadedBlock < 0 || row < source.firstRow(loadedBlock) || row >= source.firstRow(loadedBlock + 1)) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            int wanted = source.blockOf(row);
            source.read(wanted, block.rows(0, source.rows(wanted)));
            loadedBlock = wanted;
        }
        long from = (row - source.firstRow(loadedBlock)) * rowBytes;
        MemorySegment.copy(block.data(), from, buffer.data(), slot * rowBytes, rowBytes);
    }

    private void give(int from) throws InterruptedException {
        int at = from;
        while (at < plan.given()) {
            FloatMatrix chunk = free.take();
            int rows = (int) Math.min(chunk.rows(), plan.given() - at);
            for (int i = 0; i < rows; i++) {
                long slot = plan.givenSlot(at + i);
                MemorySegment.copy(buffer.data(), slot * rowBytes, chunk.data(), i * rowBytes, rowBytes);
            }
            ready.put(new Item.Chunk(chunk, rows));
            at += rows;
        }
    }
}
