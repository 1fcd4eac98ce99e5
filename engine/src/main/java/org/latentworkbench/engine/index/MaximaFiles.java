package org.latentworkbench.engine.index;

/**
 * Names and shapes of the files that say in which contexts each latent fires. {@code maxima.bin} has, latent after latent, one
 * entry for each such context in corpus order: the number of contexts since the entry before (or since the context before the
 * corpus) less one as a variable-length number, 7 bits a byte from the lowest with the top bit saying that more follow, and the
 * largest activation in the context as a little-endian half float. {@code maxima-places.bin} has three u64 for each latent:
 * its first byte, its number of entries and its last context (0 if it has none); and the number of bytes at the end.
 */
final class MaximaFiles {
    static final String ENTRIES = "maxima.bin";
    static final String PLACES = "maxima-places.bin";

    static final String ENTRIES_KIND = "LWMAXIMA";
    static final String PLACES_KIND = "LWPLACES";

    /** Numbers per latent in the places. */
    static final int PLACE = 3;

    private MaximaFiles() {}
}
