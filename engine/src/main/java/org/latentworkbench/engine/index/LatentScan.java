package org.latentworkbench.engine.index;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.function.LongConsumer;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Looks for one latent on consecutive tokens by comparing the ids of all their entries, many at a time: they lie side by side,
 * so that this reads memory from front to back, where a search in each row would wait for it. Immutable.
 */
final class LatentScan {
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final VectorSpecies<Short> SPECIES = ShortVector.SPECIES_PREFERRED;

    private final ActivationStore store;
    private final boolean wide;

    LatentScan(ActivationStore store) {
        this.store = store;
        wide = store.latentColumn().width() == Integer.BYTES;
    }

    /**
     * The activations of a latent.
     *
     * @param position the first token
     * @param count number of tokens
     * @param into [count or more], 0 on entry; the activation on token {@code position + i} is put into {@code into[i]}
     */
    void activations(long position, int count, int latent, float[] into) {
        if (count == 0) {
            return;
        }
        long first = store.begin(position);
        long entries = store.end(position + count - 1) - first;
        find(first, entries, latent, entry -> {
            // Rows are about equally long, so that the row of an entry is near where it would be if they were.
            int row = (int) ((double) (entry - first) / entries * count);
            while (store.begin(position + row) > entry) {
                row--;
            }
            while (store.end(position + row) <= entry) {
                row++;
            }
            into[row] = store.value(entry);
        });
    }

    private void find(long first, long entries, int latent, LongConsumer found) {
        MemorySegment ids = store.latentColumn().data();
        if (wide) {
            for (long entry = first; entry < first + entries; entry++) {
                if (ids.get(INT, entry * Integer.BYTES) == latent) {
                    found.accept(entry);
                }
            }
            return;
        }
        if (latent > Character.MAX_VALUE) {
            return;
        }
        short wanted = (short) latent;
        int lanes = SPECIES.length();
        long vectors = entries - entries % lanes;
        for (long at = 0; at < vectors; at += lanes) {
            long hits = ShortVector.fromMemorySegment(SPECIES, ids, (first + at) * Short.BYTES, ByteOrder.LITTLE_ENDIAN)
                    .compare(VectorOperators.EQ, wanted)
                    .toLong();
            for (; hits != 0; hits &= hits - 1) {
                found.accept(first + at + Long.numberOfTrailingZeros(hits));
            }
        }
        for (long entry = first + vectors; entry < first + entries; entry++) {
            if (ids.get(SHORT, entry * Short.BYTES) == wanted) {
                found.accept(entry);
            }
        }
    }
}
