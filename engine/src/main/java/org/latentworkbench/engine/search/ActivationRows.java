package org.latentworkbench.engine.search;

import java.util.Arrays;
import org.latentworkbench.engine.index.ActivationStore;
import org.latentworkbench.engine.index.GatheredRows;

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

    /** Reads the entries of some tokens at a time. For one thread. */
    interface Reader {
        /** Goes to some tokens, ascending; gives the number of their entries, which are then counted from 0. */
        int read(long[] positions, int count);

        /** The latent of each entry; may be longer than their number. */
        int[] latents();

        /** The activation of each entry. */
        float[] values();
    }

    /** A reader for one thread. */
    default Reader reader() {
        return new Reader() {
            private int[] latents = new int[64];
            private float[] values = new float[64];

            @Override
            public int read(long[] positions, int count) {
                int found = 0;
                for (int i = 0; i < count; i++) {
                    long end = end(positions[i]);
                    for (long entry = begin(positions[i]); entry < end; entry++) {
                        if (found == latents.length) {
                            latents = Arrays.copyOf(latents, 2 * found);
                            values = Arrays.copyOf(values, 2 * found);
                        }
                        latents[found] = latent(entry);
                        values[found++] = value(entry);
                    }
                }
                return found;
            }

            @Override
            public int[] latents() {
                return latents;
            }

            @Override
            public float[] values() {
                return values;
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

    /** Copies the entries out of the mapped file: the waits for memory of many tokens then overlap. */
    private static Reader copying(ActivationStore store) {
        GatheredRows rows = new GatheredRows(store);
        return new Reader() {
            @Override
            public int read(long[] positions, int count) {
                return rows.read(positions, count);
            }

            @Override
            public int[] latents() {
                return rows.latents();
            }

            @Override
            public float[] values() {
                return rows.values();
            }
        };
    }
}
