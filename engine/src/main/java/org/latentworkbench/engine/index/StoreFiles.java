package org.latentworkbench.engine.index;

/**
 * Names and shapes of the activation store's files. Row p of {@code store-offsets.bin} is the u32 distance of the row's
 * first entry from the u64 base of its block of 65,536 rows, given as two u32 (low, high) in {@code store-bases.bin};
 * four bytes a token then serve any number of entries.
 */
final class StoreFiles {
    static final String OFFSETS = "store-offsets.bin";
    static final String BASES = "store-bases.bin";
    static final String LATENTS = "store-latents.bin";
    static final String VALUES = "store-values.bin";

    static final String OFFSETS_KIND = "LWOFFSET";
    static final String BASES_KIND = "LWBASES1";
    static final String LATENTS_KIND = "LWLATENT";
    static final String VALUES_KIND = "LWVALUES";

    /** Rows per base, as a power of two. */
    static final int BLOCK_BITS = 16;

    /** A row longer than this could overflow the u32 distances of a block. */
    static final int MAX_ROW = (1 << 16) - 1;

    private StoreFiles() {}

    /** Bytes of a latent id. */
    static int latentWidth(int latents) {
        return latents <= 1 << 16 ? Short.BYTES : Integer.BYTES;
    }

    static long blocks(long tokens) {
        return (tokens >>> BLOCK_BITS) + 1;
    }
}
