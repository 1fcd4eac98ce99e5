package org.latentworkbench.engine.search;

import org.latentworkbench.engine.index.ActivationStore;

/** Which latents fire on each token, as the ranking reads it. */
interface ActivationRows {
    /** Number of latents. */
    int latents();

    /** First entry of a token. */
    long begin(long position);

    /** Entry after the last of a token. */
    long end(long position);

    /** The latent of an entry. */
    int latent(long entry);

    /** The activation of an entry. */
    float value(long entry);

    static ActivationRows of(ActivationStore store) {
        return new ActivationRows() {
            @Override
            public int latents() {
                return store.latents();
            }

            @Override
            public long begin(long position) {
                return store.begin(position);
            }

            @Override
            public long end(long position) {
                return store.end(position);
            }

            @Override
            public int latent(long entry) {
                return store.latent(entry);
            }

            @Override
            public float value(long entry) {
                return store.value(entry);
            }
        };
    }
}
