package org.latentworkbench.engine.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;

/**
 * In which contexts each latent fires, and its largest activation in each, memory-mapped ({@link MaximaFiles}). Safe for use by
 * several threads while its arena is open.
 */
final class ContextMaxima {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfShort SHORT =
            ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

    /** Receives the contexts of a latent with the maximum as a half float. */
    @FunctionalInterface
    interface Visitor {
        void accept(int context, short maximum);
    }

    private final ColumnFile placeFile;
    private final ColumnFile entryFile;
    private final MemorySegment places;
    private final MemorySegment entries;
    private final int contexts;

    private ContextMaxima(ColumnFile placeFile, ColumnFile entryFile, int latents, int contexts) {
        this.placeFile = placeFile;
        this.entryFile = entryFile;
        this.contexts = contexts;
        places = placeFile.data();
        entries = entryFile.data();
        for (int latent = 0; latent < latents; latent++) {
            // The counts bound what is allocated for a latent, and an entry has at least three bytes.
            if (begin(latent) < 0
                    || end(latent) > entryFile.count()
                    || count(latent) < 0
                    || count(latent) > contexts
                    || 3L * count(latent) > end(latent) - begin(latent)) {
                throw damaged(latent);
            }
        }
    }

    /**
     * Maps the files of a folder.
     *
     * @param contexts contexts up to the end of what it covers
     */
    static ContextMaxima open(Path directory, int latents, int contexts, Arena arena) {
        ColumnFile places = ColumnFile.open(directory.resolve(MaximaFiles.PLACES), MaximaFiles.PLACES_KIND, arena)
                .expect(Long.BYTES, (long) MaximaFiles.PLACE * latents + 1);
        ColumnFile entries = ColumnFile.open(directory.resolve(MaximaFiles.ENTRIES), MaximaFiles.ENTRIES_KIND, arena);
        return new ContextMaxima(places, entries.expect(Byte.BYTES, entries.count()), latents, contexts);
    }

    private long place(int latent, int field) {
        return places.getAtIndex(LONG, (long) MaximaFiles.PLACE * latent + field);
    }

    private long begin(int latent) {
        return place(latent, 0);
    }

    /** Byte after the last entry of a latent. */
    long end(int latent) {
        return place(latent + 1, 0);
    }

    /** Number of contexts in which a latent fires. */
    int count(int latent) {
        return (int) place(latent, 1);
    }

    /** The last of them; 0 if there is none. */
    int last(int latent) {
        return (int) place(latent, 2);
    }

    /** Bytes {@code [from, to)} of the entries. */
    MemorySegment entries(long from, long to) {
        return entries.asSlice(from, to - from);
    }

    /** Goes through the contexts of a latent in corpus order. */
    Cursor cursor(int latent) {
        return new Cursor(latent);
    }

    /** Visits the contexts of a latent in corpus order. */
    void forEach(int latent, Visitor visitor) {
        for (Cursor cursor = cursor(latent); cursor.next(); ) {
            visitor.accept(cursor.context, cursor.maximum);
        }
    }

    /** Visits the {@code limit} contexts with the largest maxima; strongest first, ties by context. */
    void top(int latent, int limit, Visitor visitor) {
        // What is kept is ordered by one number: the maximum counts down in the upper half, the context up in the
        // lower.
        var best = new java.util.PriorityQueue<Long>(java.util.Comparator.reverseOrder());
        long worst = Long.MAX_VALUE;
        for (Cursor cursor = cursor(latent); cursor.next(); ) {
            long key = key(cursor.context, cursor.maximum);
            if (best.size() < limit) {
                best.add(key);
                worst = best.element();
            } else if (key < worst && limit > 0) {
                best.remove();
                best.add(key);
                worst = best.element();
            }
        }
        best.stream().sorted().forEach(key -> visitor.accept(key.intValue(), maximum(key)));
    }

    /** A number that is smaller for a stronger context, or an earlier one of equal strength. */
    static long key(int context, short maximum) {
        return ((long) (Short.MAX_VALUE - maximum) << Integer.SIZE) | context;
    }

    /** The half float of a {@link #key}. */
    static short maximum(long key) {
        return (short) (Short.MAX_VALUE - (key >>> Integer.SIZE));
    }

    void verify(JobContext job) {
        placeFile.verify(job);
        entryFile.verify(job);
    }

    private BadInputException damaged(int latent) {
        return new BadInputException(entryFile.file() + " is damaged at latent " + latent + ". Build the index again.");
    }

    /** A place among the entries of one latent. */
    final class Cursor {
        private final int latent;
        private final long end;
        private long at;
        private int left;
        private int context = -1;
        private short maximum;

        private Cursor(int latent) {
            this.latent = latent;
            at = begin(latent);
            end = end(latent);
            left = count(latent);
        }

        /** Goes on to the next entry, if there is one. */
        boolean next() {
            if (left == 0) {
                if (at != end) {
                    throw damaged(latent);
                }
                return false;
            }
            left--;
            long gap = 0;
            byte read;
            int shift = 0;
            do {
                if (at >= end || shift > 28) {
                    throw damaged(latent);
                }
                read = entries.get(BYTE, at++);
                gap |= (long) (read & 0x7F) << shift;
                shift += 7;
            } while (read < 0);
            long next = context + gap + 1;
            if (next >= contexts || at + Short.BYTES > end) {
                throw damaged(latent);
            }
            context = (int) next;
            maximum = entries.get(SHORT, at);
            at += Short.BYTES;
            return true;
        }

        int context() {
            return context;
        }

        /** Its largest activation there, a half float. */
        short maximum() {
            return maximum;
        }

        /** Byte after the entry. */
        long at() {
            return at;
        }
    }
}
