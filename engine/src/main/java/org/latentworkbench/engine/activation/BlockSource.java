package org.latentworkbench.engine.activation;

import org.latentworkbench.engine.tensor.FloatMatrix;

/** Rows of activations that are read in blocks of consecutive rows, in any order of the blocks. */
interface BlockSource {
    /** Dimensions of a row. */
    int width();

    /** Number of blocks. */
    int blocks();

    /** First row of a block; the number of rows for {@code block == blocks()}. */
    long firstRow(int block);

    /**
     * Reads a block.
     *
     * @param into [rows of the block, width]
     * @throws org.latentworkbench.engine.error.BadInputException if a value is not finite; names file and row
     */
    void read(int block, FloatMatrix into);

    /** Number of rows of all blocks. */
    default long rows() {
        return firstRow(blocks());
    }

    /** Rows of a block. */
    default int rows(int block) {
        return Math.toIntExact(firstRow(block + 1) - firstRow(block));
    }

    /** Rows of the longest block. */
    default int longestBlock() {
        int longest = 0;
        for (int block = 0; block < blocks(); block++) {
            longest = Math.max(longest, rows(block));
        }
        return longest;
    }

    /** The block that a row lies in. */
    default int blockOf(long row) {
        int low = 0;
        int high = blocks() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (firstRow(middle) <= row) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
