package org.latentworkbench.engine.search;

import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.index.ContextRows;

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

    /** Reads the entries of one token after the other. For one thread. */
    interface Reader {
        /** Goes to a token; gives the number of its entries, which are then counted from 0. */
        int read(long position);

        /** The latent of an entry. */
        int latent(int entry);

        /** The activation of an entry. */
        float value(int entry);
    }

    /** A reader for one thread. */
    default Reader reader() {
        return new Reader() {
            private long begin;

            @Override
            public int read(long position) {
                begin = ActivationRows.this.begin(position);
                return Math.toIntExact(end(position) - begin);
            }

            @Override
            public int latent(int entry) {
                return ActivationRows.this.latent(begin + entry);
            }

            @Override
            public float value(int entry) {
                return ActivationRows.this.value(begin + entry);
            }
        };
    }

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

            @Override
            public Reader reader() {
                return copying(store);
            }
        };
    }

    /** Copies a token's entries out of the mapped file in one go, which is quicker than one by one. */
    private static Reader copying(ActivationStore store) {
        ContextRows rows = new ContextRows(store);
        return new Reader() {
            @Override
            public int read(long position) {
                rows.load(position, 1);
                return rows.end(0);
            }

            @Override
            public int latent(int entry) {
                return rows.latent(entry);
            }

            @Override
            public float value(int entry) {
                return rows.value(entry);
            }
        };
    }
}
