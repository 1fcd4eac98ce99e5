package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers latent by latent in which contexts of a shard each fires; in memory, about two bytes for each context of each latent,
 * so that its size is that of a shard.
 */
final class MaximaWriter {
    private static final int FIRST_BYTES = 24;
    private static final int LONGEST_ENTRY = 6;

    private final byte[][] entries;
    private final int[] sizes;
    private final int[] counts;
    private final int[] last;

    MaximaWriter(int latents) {
        entries = new byte[latents][];
        sizes = new int[latents];
        counts = new int[latents];
        last = new int[latents];
        Arrays.fill(last, -1);
    }

    /** Adds one entry; contexts ascend for each latent. */
    void add(int latent, int context, short maximum) {
        byte[] bytes = entries[latent];
        int at = sizes[latent];
        if (bytes == null) {
            bytes = new byte[FIRST_BYTES];
            entries[latent] = bytes;
        } else if (bytes.length - at < LONGEST_ENTRY) {
            // Not twofold: what is not used would cost as much as what is.
            bytes = Arrays.copyOf(bytes, bytes.length + bytes.length / 2);
            entries[latent] = bytes;
        }
        int gap = context - last[latent] - 1;
        while (gap > 0x7F) {
            bytes[at++] = (byte) (gap | 0x80);
            gap >>>= 7;
        }
        bytes[at++] = (byte) gap;
        bytes[at++] = (byte) MaximaFiles.code(maximum);
        sizes[latent] = at;
        counts[latent]++;
        last[latent] = context;
    }

    /** @param first the first context of the shard */
    void write(Path directory, int first) throws IOException {
        try (var out = new Files(directory)) {
            for (int latent = 0; latent < sizes.length; latent++) {
                write(latent, first, out);
            }
            out.finish();
        }
    }

    private void write(int latent, int first, Files out) throws IOException {
        byte[] bytes = entries[latent];
        if (bytes == null) {
            out.begin(0, 0, 0, 0, 0);
            return;
        }
        int least = Integer.MAX_VALUE;
        int largest = 0;
        for (int at = 0; at < sizes[latent]; at++) {
            at = afterGap(bytes, at);
            least = Math.min(least, bytes[at] & 0xFF);
            largest = Math.max(largest, bytes[at] & 0xFF);
        }
        out.begin(counts[latent], last[latent], first, least, largest);
        for (int at = 0; at < sizes[latent]; at++) {
            int end = afterGap(bytes, at);
            int gap = 0;
            for (int i = end - 1; i >= at; i--) {
                gap = (gap << 7) | (bytes[i] & 0x7F);
            }
            at = end;
            out.entry(gap, bytes[at] & 0xFF);
        }
        out.end();
    }

    private static int afterGap(byte[] bytes, int from) {
        int at = from;
        while (bytes[at] < 0) {
            at++;
        }
        return at + 1;
    }

    /** Joins what shards that follow one another say, latent by latent. */
    static void join(Path directory, List<ContextMaxima> shards, int latents) throws IOException {
        try (var out = new Files(directory)) {
            for (int latent = 0; latent < latents; latent++) {
                int count = 0;
                int last = 0;
                int least = Integer.MAX_VALUE;
                int largest = 0;
                for (ContextMaxima shard : shards) {
                    if (shard.count(latent) > 0) {
                        count = Math.addExact(count, shard.count(latent));
                        last = shard.last(latent);
                        least = Math.min(least, shard.leastCode(latent));
                        largest = Math.max(largest, shard.largestCode(latent));
                    }
                }
                out.begin(count, last, 0, least, largest);
                int before = -1;
                for (ContextMaxima shard : shards) {
                    for (ContextMaxima.Cursor cursor = shard.cursor(latent); cursor.next(); ) {
                        out.entry(cursor.context() - before - 1, cursor.code());
                        before = cursor.context();
                    }
                }
                out.end();
            }
            out.finish();
        }
    }

    /** Both files, written from front to back. */
    private static final class Files implements AutoCloseable {
        private final ColumnFile.Writer entries;
        private final ColumnFile.Writer places;
        private final BitWriter bits;
        private int rice;
        private int least;
        private int codeBits;

        Files(Path directory) throws IOException {
            entries =
                    new ColumnFile.Writer(directory.resolve(MaximaFiles.ENTRIES), MaximaFiles.ENTRIES_KIND, Byte.BYTES);
            places = new ColumnFile.Writer(directory.resolve(MaximaFiles.PLACES), MaximaFiles.PLACES_KIND, Long.BYTES);
            bits = new BitWriter(entries);
        }

        /** Begins with the next latent; {@code first} is the context from which on it could fire. */
        void begin(int count, int last, int first, int leastCode, int largestCode) throws IOException {
            places.putLong(bits.bytes());
            places.putLong(count);
            places.putLong(last);
            if (count > 0) {
                rice = MaximaFiles.rice((last - first + 1.0 - count) / count);
                least = leastCode;
                codeBits = MaximaFiles.codeBits(leastCode, largestCode);
                bits.put(rice, Byte.SIZE);
                bits.put(leastCode, Byte.SIZE);
                bits.put(largestCode, Byte.SIZE);
            }
        }

        void entry(int gap, int code) throws IOException {
            int zeros = gap >>> rice;
            if (zeros < MaximaFiles.ESCAPE) {
                bits.put(1L << zeros, zeros + 1);
                bits.put(gap & ((1L << rice) - 1), rice);
            } else {
                bits.put(0, MaximaFiles.ESCAPE);
                bits.put(gap, MaximaFiles.PLAIN);
            }
            bits.put(code - least, codeBits);
        }

        void end() throws IOException {
            bits.align();
        }

        void finish() throws IOException {
            places.putLong(bits.bytes());
            places.finish();
            bits.put(0, MaximaFiles.PADDING * Byte.SIZE / 2);
            bits.put(0, MaximaFiles.PADDING * Byte.SIZE / 2);
            entries.finish();
        }

        @Override
        public void close() throws IOException {
            try (entries;
                    places) {
                // both are closed, whatever the first says
            }
        }
    }
}
