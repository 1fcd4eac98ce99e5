package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Path;

/** Writes an activation store row by row in constant memory. */
final class StoreWriter implements AutoCloseable {
    private final ColumnFile.Writer offsets;
    private final ColumnFile.Writer bases;
    private final ColumnFile.Writer latents;
    private final ColumnFile.Writer values;
    private final boolean wide;
    private long tokens;
    private long activations;
    private long base;

    StoreWriter(Path directory, int latentCount) throws IOException {
        int width = StoreFiles.latentWidth(latentCount);
        wide = width == Integer.BYTES;
        offsets = new ColumnFile.Writer(directory.resolve(StoreFiles.OFFSETS), StoreFiles.OFFSETS_KIND, Integer.BYTES);
        bases = new ColumnFile.Writer(directory.resolve(StoreFiles.BASES), StoreFiles.BASES_KIND, Integer.BYTES);
        latents = new ColumnFile.Writer(directory.resolve(StoreFiles.LATENTS), StoreFiles.LATENTS_KIND, width);
        values = new ColumnFile.Writer(directory.resolve(StoreFiles.VALUES), StoreFiles.VALUES_KIND, Short.BYTES);
    }

    long tokens() {
        return tokens;
    }

    long activations() {
        return activations;
    }

    /** Adds one entry to the row that {@link #endRow} ends; latents ascend within a row. */
    void entry(int latent, short half) throws IOException {
        if (wide) {
            latents.putInt(latent);
        } else {
            latents.putShort(latent);
        }
        values.putShort(half);
    }

    /** Ends a row of {@code count} entries. */
    void endRow(int count) throws IOException {
        offset();
        tokens++;
        activations += count;
    }

    /** Appends the rows of another store. */
    void append(ActivationStore other) throws IOException {
        for (long p = 0; p < other.tokens(); p++) {
            endRow((int) (other.end(p) - other.begin(p)));
        }
        latents.putAll(other.latentColumn());
        values.putAll(other.valueColumn());
    }

    private void offset() throws IOException {
        if ((tokens & ((1 << StoreFiles.BLOCK_BITS) - 1)) == 0) {
            base = activations;
            bases.putInt((int) base);
            bases.putInt((int) (base >>> Integer.SIZE));
        }
        offsets.putInt((int) (activations - base));
    }

    void finish() throws IOException {
        offset();
        offsets.finish();
        bases.finish();
        latents.finish();
        values.finish();
    }

    @Override
    public void close() throws IOException {
        try (offsets;
                bases;
                latents;
                values) {
            // all are closed, whatever the first says
        }
    }
}
