package org.latentworkbench.engine.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Context;

/**
 * Token-major sparse activations (CSR), memory-mapped: the entries of the token at {@code position} are {@code
 * begin(position) .. end(position)}, latent ids ascending. Values are half floats: what is shown is what is stored.
 * Safe for use by several threads while its index is open.
 */
public final class ActivationStore {
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

    private final long tokens;
    private final int latents;
    private final long activations;
    private final boolean wide;
    private final long[] bases;
    private final ColumnFile offsetFile;
    private final ColumnFile baseFile;
    private final ColumnFile latentFile;
    private final ColumnFile valueFile;
    private final MemorySegment offsets;
    private final MemorySegment ids;
    private final MemorySegment halves;

    private ActivationStore(Path directory, long tokens, int latents, long activations, Arena arena) {
        this.tokens = tokens;
        this.latents = latents;
        this.activations = activations;
        int width = StoreFiles.latentWidth(latents);
        wide = width == Integer.BYTES;
        offsetFile = ColumnFile.open(directory.resolve(StoreFiles.OFFSETS), StoreFiles.OFFSETS_KIND, arena)
                .expect(Integer.BYTES, tokens + 1);
        baseFile = ColumnFile.open(directory.resolve(StoreFiles.BASES), StoreFiles.BASES_KIND, arena)
                .expect(Integer.BYTES, 2 * StoreFiles.blocks(tokens));
        latentFile = ColumnFile.open(directory.resolve(StoreFiles.LATENTS), StoreFiles.LATENTS_KIND, arena)
                .expect(width, activations);
        valueFile = ColumnFile.open(directory.resolve(StoreFiles.VALUES), StoreFiles.VALUES_KIND, arena)
                .expect(Short.BYTES, activations);
        offsets = offsetFile.data();
        ids = latentFile.data();
        halves = valueFile.data();
        bases = new long[Math.toIntExact(StoreFiles.blocks(tokens))];
        for (int b = 0; b < bases.length; b++) {
            bases[b] = (baseFile.data().getAtIndex(INT, 2L * b) & UNSIGNED_INT)
                    | ((long) baseFile.data().getAtIndex(INT, 2L * b + 1) << Integer.SIZE);
        }
        if (offset(0) != 0 || offset(tokens) != activations) {
            throw new BadInputException(offsetFile.file() + " ends at entry " + offset(tokens) + ", the store has "
                    + activations + ". Build the index again.");
        }
    }

    /** Maps the store of a folder; its life is the arena's. */
    static ActivationStore open(Path directory, long tokens, int latents, long activations, Arena arena) {
        return new ActivationStore(directory, tokens, latents, activations, arena);
    }

    /** Number of tokens = rows. */
    public long tokens() {
        return tokens;
    }

    /** Number of latents; all ids are below it. */
    public int latents() {
        return latents;
    }

    /** Number of entries in all rows. */
    public long activations() {
        return activations;
    }

    /** First entry of a token's row. */
    public long begin(long position) {
        return offset(position);
    }

    /** Entry after the last of a token's row. */
    public long end(long position) {
        return offset(position + 1);
    }

    /** The latent of an entry. */
    public int latent(long entry) {
        return wide ? ids.getAtIndex(INT, entry) : ids.getAtIndex(SHORT, entry) & 0xFFFF;
    }

    /** The activation of an entry, &gt; 0. */
    public float value(long entry) {
        return Float.float16ToFloat(halves.getAtIndex(SHORT, entry));
    }

    /** A latent's activation on a token, 0 if silent; a binary search in the row. */
    public float value(long position, int latent) {
        long entry = find(begin(position), end(position), latent);
        return entry < 0 ? 0 : value(entry);
    }

    /** A latent's activation on every token of a context, in its order. */
    public float[] activations(Context context, int latent) {
        float[] out = new float[context.length()];
        long begin = begin(context.start());
        for (int i = 0; i < out.length; i++) {
            long end = end(context.start() + i);
            long entry = find(begin, end, latent);
            out[i] = entry < 0 ? 0 : value(entry);
            begin = end;
        }
        return out;
    }

    /** A latent's largest activation in a context, 0 if silent. */
    float maximum(Context context, int latent) {
        float maximum = 0;
        long begin = begin(context.start());
        for (long position = context.start(); position < context.end(); position++) {
            long end = end(position);
            long entry = find(begin, end, latent);
            if (entry >= 0) {
                maximum = Math.max(maximum, value(entry));
            }
            begin = end;
        }
        return maximum;
    }

    /**
     * The first entry of {@code [begin, end)}, which must lie in one row, whose latent is at least the given one;
     * {@code end} if there is none. Cuts the latents of one level out of a row.
     */
    public long firstAtLeast(long begin, long end, int latent) {
        long low = begin;
        long high = end;
        while (low < high) {
            long middle = (low + high) >>> 1;
            if (latent(middle) < latent) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    private long find(long begin, long end, int latent) {
        long entry = firstAtLeast(begin, end, latent);
        return entry < end && latent(entry) == latent ? entry : -1;
    }

    private long offset(long position) {
        return bases[(int) (position >>> StoreFiles.BLOCK_BITS)] + (offsets.getAtIndex(INT, position) & UNSIGNED_INT);
    }

    ColumnFile latentColumn() {
        return latentFile;
    }

    ColumnFile valueColumn() {
        return valueFile;
    }

    /** Reads everything: checksums, and that every row is well-formed. */
    void verify(JobContext job) {
        for (ColumnFile file : new ColumnFile[] {offsetFile, baseFile, latentFile, valueFile}) {
            file.verify(job);
        }
        for (long p = 0; p < tokens; p++) {
            if ((p & 0xFFFF) == 0) {
                job.checkCancelled();
            }
            int before = -1;
            for (long e = begin(p); e < end(p); e++) {
                int latent = latent(e);
                float value = value(e);
                if (latent <= before || latent >= latents || !(value > 0) || Float.isInfinite(value)) {
                    throw new BadInputException(latentFile.file() + ": row " + p + " holds latent " + latent
                            + " with value " + value + " after latent " + before + ". Build the index again.");
                }
                before = latent;
            }
            if (begin(p) > end(p)) {
                throw new BadInputException(offsetFile.file() + ": row " + p + " ends before it begins.");
            }
        }
    }
}
