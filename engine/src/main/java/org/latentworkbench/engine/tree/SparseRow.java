package org.latentworkbench.engine.tree;

import java.util.Arrays;
import org.latentworkbench.engine.index.ActivationStore;

/** The active latents of one token, copied out of a store into reused memory. */
final class SparseRow {
    private int[] latents = new int[64];
    private float[] values = new float[64];
    private int size;

    void load(ActivationStore store, long position) {
        size = 0;
        long end = store.end(position);
        for (long e = store.begin(position); e < end; e++) {
            add(store.latent(e), store.value(e));
        }
    }

    /** Adds an entry; latents ascend. */
    void add(int latent, float value) {
        if (size == latents.length) {
            latents = Arrays.copyOf(latents, 2 * size);
            values = Arrays.copyOf(values, 2 * size);
        }
        latents[size] = latent;
        values[size++] = value;
    }

    int latent(int entry) {
        return latents[entry];
    }

    float value(int entry) {
        return values[entry];
    }

    /** The first entry whose latent is at least the given one; the size if there is none. */
    int firstAtLeast(int latent) {
        int found = Arrays.binarySearch(latents, 0, size, latent);
        return found < 0 ? -found - 1 : found;
    }
}
