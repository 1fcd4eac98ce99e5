package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * Gathers latent by latent in which contexts of a shard each fires; in memory, about three bytes for each context of each latent,
 * so that its size is that of a shard.
 */
final class MaximaWriter {
    private static final int FIRST_BYTES = 24;
    private static final int LONGEST_ENTRY = 5 + Short.BYTES;

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
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
            entries[latent] = bytes;
        }
        int gap = context - last[latent] - 1;
        while (gap > 0x7F) {
            bytes[at++] = (byte) (gap | 0x80);
            gap >>>= 7;
        }
        bytes[at++] = (byte) gap;
        bytes[at++] = (byte) maximum;
        bytes[at++] = (byte) (maximum >>> Byte.SIZE);
        sizes[latent] = at;
        counts[latent]++;
        last[latent] = context;
    }

    void write(Path directory) throws IOException {
        try (var out = new Files(directory)) {
            for (int latent = 0; latent < sizes.length; latent++) {
                out.place(counts[latent], Math.max(0, last[latent]));
                if (sizes[latent] > 0) {
                    out.entries.put(entries[latent], sizes[latent]);
                    out.bytes += sizes[latent];
                }
            }
            out.finish();
        }
    }

    /** Joins what shards that follow one another say, latent by latent; only the first gap of each part changes. */
    static void join(Path directory, List<ContextMaxima> shards, int latents) throws IOException {
        try (var out = new Files(directory)) {
            for (int latent = 0; latent < latents; latent++) {
                long count = 0;
                int last = 0;
                for (ContextMaxima shard : shards) {
                    if (shard.count(latent) > 0) {
                        count += shard.count(latent);
                        last = shard.last(latent);
                    }
                }
                out.place(count, last);
                int before = -1;
                for (ContextMaxima shard : shards) {
                    if (shard.count(latent) > 0) {
                        out.append(shard, latent, before);
                        before = shard.last(latent);
                    }
                }
            }
            out.finish();
        }
    }

    /** Both files, written from front to back. */
    private static final class Files implements AutoCloseable {
        private final ColumnFile.Writer entries;
        private final ColumnFile.Writer places;
        private long bytes;

        Files(Path directory) throws IOException {
            entries =
                    new ColumnFile.Writer(directory.resolve(MaximaFiles.ENTRIES), MaximaFiles.ENTRIES_KIND, Byte.BYTES);
            places = new ColumnFile.Writer(directory.resolve(MaximaFiles.PLACES), MaximaFiles.PLACES_KIND, Long.BYTES);
        }

        void place(long count, long last) throws IOException {
            places.putLong(bytes);
            places.putLong(count);
            places.putLong(last);
        }

        void append(ContextMaxima shard, int latent, int before) throws IOException {
            ContextMaxima.Cursor first = shard.cursor(latent);
            first.next();
            int gap = first.context() - before - 1;
            while (gap > 0x7F) {
                entries.putByte(gap | 0x80);
                gap >>>= 7;
                bytes++;
            }
            entries.putByte(gap);
            bytes++;
            // The rest stays as it is, beginning with the maximum of the first entry.
            long from = first.at() - Short.BYTES;
            entries.put(shard.entries(from, shard.end(latent)));
            bytes += shard.end(latent) - from;
        }

        void finish() throws IOException {
            places.putLong(bytes);
            places.finish();
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
