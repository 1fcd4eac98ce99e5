package org.latentworkbench.engine.index;

import org.latentworkbench.engine.text.Context;

/**
 * Token-major sparse activations (CSR), memory-mapped: the entries of the token at {@code position} are {@code
 * begin(position) .. end(position)}, latent ids ascending. Values are half floats: what is shown is what is stored.
 */
public final class ActivationStore {
    ActivationStore() {}

    /** Number of tokens = rows. */
    public long tokens() {
        throw new UnsupportedOperationException();
    }

    public int latents() {
        throw new UnsupportedOperationException();
    }

    /** Number of entries in all rows. */
    public long activations() {
        throw new UnsupportedOperationException();
    }

    /** First entry of a token's row. */
    public long begin(long position) {
        throw new UnsupportedOperationException();
    }

    /** Entry after the last of a token's row. */
    public long end(long position) {
        throw new UnsupportedOperationException();
    }

    /** The latent of an entry. */
    public int latent(long entry) {
        throw new UnsupportedOperationException();
    }

    /** The activation of an entry, &gt; 0. */
    public float value(long entry) {
        throw new UnsupportedOperationException();
    }

    /** A latent's activation on a token, 0 if silent; a binary search in the row. */
    public float value(long position, int latent) {
        throw new UnsupportedOperationException();
    }

    /** A latent's activation on every token of a context. */
    public float[] activations(Context context, int latent) {
        throw new UnsupportedOperationException();
    }
}
