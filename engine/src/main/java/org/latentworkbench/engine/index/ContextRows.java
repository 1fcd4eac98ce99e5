package org.latentworkbench.engine.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Context;

/**
 * The rows of consecutive tokens, copied out of a store in one go into reused memory: many look-ups in them are several
 * times faster than in the mapped file. For one thread at a time.
 */
public final class ContextRows {
    private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Tokens of a block of {@link #forEachBlock}. */
    private static final int BLOCK = 512;

    private final ActivationStore store;
    private final LatentScan scan;
    private final boolean wide;
    private int[] offsets = new int[129];
    private int[] latents = new int[4096];
    private char[] narrow = new char[4096];
    private short[] halves = new short[4096];
    private int rows;

    /** Empty rows of a store. */
    public ContextRows(ActivationStore store) {
        this.store = store;
        scan = new LatentScan(store);
        wide = store.latentColumn().width() == Integer.BYTES;
    }

    /**
     * Copies all rows of a store, a block of tokens after the other.
     *
     * @param step 1 for all blocks, n for every n-th
     * @param visitor is handed the same object for each block
     */
    static void forEachBlock(ActivationStore store, int step, JobContext job, Consumer<ContextRows> visitor) {
        var rows = new ContextRows(store);
        for (long p = 0; p < store.tokens(); p += (long) step * BLOCK) {
            job.checkCancelled();
            rows.load(p, (int) Math.min(BLOCK, store.tokens() - p));
            visitor.accept(rows);
        }
    }

    /** Copies the rows of a context. */
    public void load(Context context) {
        load(context.start(), context.length());
    }

    /** Copies {@code count} rows from a position. */
    public void load(long position, int count) {
        rows = count;
        if (offsets.length <= count) {
            offsets = new int[count + 1];
        }
        long first = store.begin(position);
        for (int r = 0; r <= count; r++) {
            offsets[r] = Math.toIntExact(store.begin(position + r) - first);
        }
        int entries = offsets[count];
        if (latents.length < entries) {
            latents = new int[Math.max(entries, 2 * latents.length)];
            narrow = new char[latents.length];
            halves = new short[latents.length];
        }
        MemorySegment ids = store.latentColumn().data();
        if (wide) {
            MemorySegment.copy(ids, INT, first * Integer.BYTES, latents, 0, entries);
        } else {
            MemorySegment.copy(ids, CHAR, first * Character.BYTES, narrow, 0, entries);
            for (int e = 0; e < entries; e++) {
                latents[e] = narrow[e];
            }
        }
        MemorySegment.copy(store.valueColumn().data(), SHORT, first * Short.BYTES, halves, 0, entries);
    }

    /**
     * The activations of one latent on some tokens, whatever was copied last.
     *
     * @param position the first token
     * @param count number of tokens
     * @param into [count or more], 0 on entry
     */
    public void activations(long position, int count, int latent, float[] into) {
        scan.activations(position, count, latent, into);
    }

    /** Number of rows copied last. */
    public int rows() {
        return rows;
    }

    /** Number of entries in all rows; they are counted from 0. */
    int entries() {
        return offsets[rows];
    }

    /** First entry of a row. */
    public int begin(int row) {
        return offsets[row];
    }

    /** Entry after the last of a row. */
    public int end(int row) {
        return offsets[row + 1];
    }

    /** The latent of an entry. */
    public int latent(int entry) {
        return latents[entry];
    }

    /** The activation of an entry, &gt; 0. */
    public float value(int entry) {
        return Float.float16ToFloat(halves[entry]);
    }

    /** A latent's activation in a row, 0 if silent. */
    public float value(int row, int latent) {
        int entry = Arrays.binarySearch(latents, offsets[row], offsets[row + 1], latent);
        return entry < 0 ? 0 : value(entry);
    }

    /** The first entry of a row whose latent is at least the given one; the row's end if there is none. */
    public int firstAtLeast(int row, int latent) {
        int entry = Arrays.binarySearch(latents, offsets[row], offsets[row + 1], latent);
        return entry < 0 ? -entry - 1 : entry;
    }
}
