package org.latentworkbench.engine.sae;

import java.nio.file.Path;
import org.latentworkbench.engine.tensor.FloatMatrix;

/** A trained sparse autoencoder for inference in raw model units. */
public final class Sae implements AutoCloseable {
    private final SaeInfo info;

    Sae(SaeInfo info) {
        this.info = info;
    }

    /** Reads an autoencoder's folder. */
    public static Sae load(Path directory) {
        throw new UnsupportedOperationException("Reading " + directory);
    }

    /** What it is and what it was trained on. */
    public SaeInfo info() {
        return info;
    }

    /** Dimensions d of the activations it reads. */
    public int inputWidth() {
        return info.inputWidth();
    }

    /** Number n of latents. */
    public int latents() {
        return info.latents();
    }

    /** Nested prefix widths, ascending, the last being {@link #latents()}; that one alone if there are no levels. */
    public int[] prefixes() {
        return info.kind().prefixWidths(info.latents());
    }

    /** The 1-based number of the first prefix that contains a latent. */
    public int level(int latent) {
        int[] prefixes = prefixes();
        int level = 0;
        while (latent >= prefixes[level]) {
            level++;
        }
        return level + 1;
    }

    /**
     * Activations as they are shown, indexed and exported: {@code a_i = f_i * |W_dec_i| / s}, the length of what latent i
     * adds to the reconstruction in raw units.
     *
     * @param raw [rows, d] activations in raw model units
     */
    public SparseRows encode(FloatMatrix raw) {
        throw new UnsupportedOperationException();
    }

    /**
     * Reconstructs raw activations from shown activations.
     *
     * @param activations as {@link #encode} gives them
     * @param into [rows, d]
     */
    public void decode(SparseRows activations, FloatMatrix into) {
        throw new UnsupportedOperationException();
    }

    /** Direction of a latent in raw units, d values. */
    public float[] decoderRow(int latent) {
        throw new UnsupportedOperationException();
    }

    /** What a latent reads, in raw units, d values. */
    public float[] encoderRow(int latent) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
