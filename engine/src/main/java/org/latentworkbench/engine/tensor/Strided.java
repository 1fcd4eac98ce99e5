package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;

/**
 * A block of a larger row-major float matrix in native memory.
 *
 * @param data the larger matrix
 * @param first element of {@code data} the block begins at
 * @param rows rows of the block
 * @param columns columns of the block
 * @param stride elements from one row to the next, at least {@code columns}
 */
public record Strided(MemorySegment data, long first, int rows, int columns, int stride) {
    /** Checks that the block lies within the memory: native code checks nothing. */
    public Strided {
        boolean fits = rows >= 1
                && columns >= 1
                && stride >= columns
                && first >= 0
                && (first + (long) (rows - 1) * stride + columns) * Float.BYTES <= data.byteSize();
        if (!fits) {
            throw new IllegalArgumentException("[" + rows + ", " + columns + "] floats every " + stride + " from "
                    + first + " do not lie within " + data.byteSize() + " bytes");
        }
    }

    /** The memory from the block's first element on. */
    MemorySegment memory() {
        return data.asSlice(first * Float.BYTES);
    }
}
