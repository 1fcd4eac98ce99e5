package org.latentworkbench.engine.index;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.function.IntConsumer;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;

/**
 * In which contexts each latent fires, and about how strongly, memory-mapped ({@link MaximaFiles}). Safe for use by several
 * threads while its arena is open.
 */
final class ContextMaxima {
    private static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfByte BYTE = ValueLayout.JAVA_BYTE;

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
            if (!sound(latent)) {
                throw damaged(latent);
            }
        }
    }

    /** What is read without a check later: the counts bound what is allocated for a latent. */
    private boolean sound(int latent) {
        long begin = begin(latent);
        long end = end(latent);
        if (begin < 0 || end < begin || end > entryFile.count() - MaximaFiles.PADDING) {
            return false;
        }
        long count = place(latent, 1);
        if (count == 0) {
            return begin == end;
        }
        // An entry has at least one bit.
        return count > 0
                && count <= contexts
                && end - begin > MaximaFiles.HEAD
                && count <= Byte.SIZE * (end - begin - MaximaFiles.HEAD)
                && head(latent, 0) < Integer.SIZE
                && leastCode(latent) <= largestCode(latent);
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

    private int head(int latent, int field) {
        return entries.get(BYTE, begin(latent) + field) & 0xFF;
    }

    private long begin(int latent) {
        return place(latent, 0);
    }

    private long end(int latent) {
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

    /** The least code of the contexts of a latent that fires. */
    int leastCode(int latent) {
        return head(latent, 1);
    }

    /** The largest code of the contexts of a latent that fires. */
    int largestCode(int latent) {
        return head(latent, 2);
    }

    /** Goes through the contexts of a latent in corpus order. */
    Cursor cursor(int latent) {
        return new Cursor(latent);
    }

    /** Visits the contexts of a latent in corpus order. */
    void forEach(int latent, IntConsumer visitor) {
        for (Cursor cursor = cursor(latent); cursor.next(); ) {
            visitor.accept(cursor.context);
        }
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
        private final int rice;
        private final int least;
        private final int codeBits;
        private long bit;
        private int left;
        private int context = -1;
        private int code;

        private Cursor(int latent) {
            this.latent = latent;
            left = count(latent);
            end = Byte.SIZE * end(latent);
            rice = left == 0 ? 0 : head(latent, 0);
            least = left == 0 ? 0 : leastCode(latent);
            codeBits = left == 0 ? 0 : MaximaFiles.codeBits(least, largestCode(latent));
            bit = Byte.SIZE * (left == 0 ? end(latent) : begin(latent) + MaximaFiles.HEAD);
        }

        /** Goes on to the next entry, if there is one. */
        boolean next() {
            if (left == 0) {
                if (end - bit >= Byte.SIZE) {
                    throw damaged(latent);
                }
                return false;
            }
            left--;
            int zeros = Long.numberOfTrailingZeros(word());
            long gap;
            if (zeros < MaximaFiles.ESCAPE) {
                skip(zeros + 1);
                gap = ((long) zeros << rice) | read(rice);
            } else {
                skip(MaximaFiles.ESCAPE);
                gap = read(MaximaFiles.PLAIN);
            }
            long next = context + gap + 1;
            code = least + (int) read(codeBits);
            if (next >= contexts) {
                throw damaged(latent);
            }
            context = (int) next;
            return true;
        }

        /** The bits from here on, at least 57 of them. */
        private long word() {
            return entries.get(LONG, bit >>> 3) >>> (bit & 7);
        }

        private long read(int width) {
            long value = word() & ((1L << width) - 1);
            skip(width);
            return value;
        }

        private void skip(int width) {
            bit += width;
            if (bit > end) {
                throw damaged(latent);
            }
        }

        int context() {
            return context;
        }

        /** The {@link MaximaFiles#code} of its largest activation there. */
        int code() {
            return code;
        }
    }
}
