package org.latentworkbench.engine.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The entries of scattered tokens, copied out of a store one after the other without telling the tokens apart: what sums over
 * tokens need. For one thread at a time.
 *
 * <p>Rows of scattered tokens are seldom in a cache. All are touched before the first is copied, so that the waits for memory
 * overlap, and rows side by side are copied in one go.
 */
public final class GatheredRows {
    private static final ValueLayout.OfChar CHAR = ValueLayout.JAVA_CHAR_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    /** Entries to a line of a cache, of 2 bytes each. */
    private static final int LINE = 32;

    private final ActivationStore store;
    private final boolean wide;
    private long[] begins = new long[128];
    private long[] ends = new long[128];
    private int[] latents = new int[8192];
    private char[] narrow = new char[8192];
    private short[] halves = new short[8192];
    private float[] values = new float[8192];

    /** Written so that the reads behind it are not left out. */
    @SuppressWarnings("UnusedVariable")
    private int touched;

    /** No rows of a store. */
    public GatheredRows(ActivationStore store) {
        this.store = store;
        wide = store.latentColumn().width() == Integer.BYTES;
    }

    /**
     * Copies the entries of some tokens.
     *
     * @param positions ascending
     * @return the number of entries, counted from 0 in {@link #latents} and {@link #values}
     */
    public int read(long[] positions, int count) {
        int runs = runs(positions, count);
        int entries = 0;
        for (int run = 0; run < runs; run++) {
            entries = Math.addExact(entries, Math.toIntExact(ends[run] - begins[run]));
        }
        if (latents.length < entries) {
            int room = Math.max(entries, 2 * latents.length);
            latents = new int[room];
            narrow = new char[room];
            halves = new short[room];
            values = new float[room];
        }
        touch(runs);
        copy(runs);
        widen(entries);
        return entries;
    }

    /** Finds the stretches of entries that are side by side. */
    private int runs(long[] positions, int count) {
        if (begins.length < count) {
            begins = new long[count];
            ends = new long[count];
        }
        int runs = 0;
        for (int i = 0; i < count; i++) {
            long begin = store.begin(positions[i]);
            long end = store.end(positions[i]);
            if (runs > 0 && ends[runs - 1] == begin) {
                ends[runs - 1] = end;
            } else {
                begins[runs] = begin;
                ends[runs++] = end;
            }
        }
        return runs;
    }

    private void touch(int runs) {
        MemorySegment ids = store.latentColumn().data();
        MemorySegment numbers = store.valueColumn().data();
        int idBytes = wide ? Integer.BYTES : Short.BYTES;
        int seen = 0;
        for (int run = 0; run < runs; run++) {
            // The processor looks ahead by itself in longer stretches.
            long last = Math.min(ends[run] - 1, begins[run] + LINE);
            if (last >= begins[run]) {
                seen += ids.get(SHORT, begins[run] * idBytes) + ids.get(SHORT, last * idBytes);
                seen += numbers.get(SHORT, begins[run] * Short.BYTES) + numbers.get(SHORT, last * Short.BYTES);
            }
        }
        touched = seen;
    }

    private void copy(int runs) {
        MemorySegment ids = store.latentColumn().data();
        MemorySegment numbers = store.valueColumn().data();
        int filled = 0;
        for (int run = 0; run < runs; run++) {
            long first = begins[run];
            int length = (int) (ends[run] - first);
            if (wide) {
                MemorySegment.copy(ids, INT, first * Integer.BYTES, latents, filled, length);
            } else {
                MemorySegment.copy(ids, CHAR, first * Character.BYTES, narrow, filled, length);
            }
            MemorySegment.copy(numbers, SHORT, first * Short.BYTES, halves, filled, length);
            filled += length;
        }
    }

    private void widen(int entries) {
        if (!wide) {
            char[] from = narrow;
            int[] into = latents;
            for (int e = 0; e < entries; e++) {
                into[e] = from[e];
            }
        }
        short[] from = halves;
        float[] into = values;
        for (int e = 0; e < entries; e++) {
            into[e] = Float.float16ToFloat(from[e]);
        }
    }

    /** The latent of each entry read last; longer than their number. Not to be changed. */
    public int[] latents() {
        return latents;
    }

    /** The activation of each entry read last, &gt; 0; longer than their number. Not to be changed. */
    public float[] values() {
        return values;
    }
}
