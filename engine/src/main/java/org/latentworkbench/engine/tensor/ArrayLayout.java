package org.latentworkbench.engine.tensor;

import org.latentworkbench.engine.error.BadInputException;

/**
 * How the elements of one array lie in a file.
 *
 * @param dtype the element type
 * @param bigEndian whether the most significant byte comes first
 * @param fortran whether the first dimension varies fastest, instead of the last
 * @param shape extents, outermost first; owned by this record
 */
record ArrayLayout(DType dtype, boolean bigEndian, boolean fortran, long[] shape) {
    private static final int MAX_RANK = 32;

    /**
     * Checks that the size is a number.
     *
     * @param what names the array in a message
     * @throws BadInputException if an extent is negative or the product of all overflows
     */
    static ArrayLayout of(String what, DType dtype, boolean bigEndian, boolean fortran, long... shape) {
        if (shape.length > MAX_RANK) {
            throw new BadInputException(
                    what + " claims " + shape.length + " dimensions; at most " + MAX_RANK + " are read.");
        }
        long bytes = dtype.bytes();
        for (long extent : shape) {
            boolean overflows = extent < 0 || Math.multiplyHigh(bytes, extent) != 0 || bytes * extent < 0;
            if (overflows) {
                throw new BadInputException(
                        what + " claims the shape " + java.util.Arrays.toString(shape) + ", which no file can hold.");
            }
            bytes *= extent;
        }
        return new ArrayLayout(dtype, bigEndian, fortran, shape);
    }

    /** Size of all elements. */
    long bytes() {
        long bytes = dtype.bytes();
        for (long extent : shape) {
            bytes *= extent;
        }
        return bytes;
    }

    /** Whether the bytes can be read as those of a safetensors file are. */
    boolean plain() {
        return !(bigEndian && dtype.bytes() > 1) && !(fortran && shape.length > 1);
    }
}
