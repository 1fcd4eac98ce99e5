package org.latentworkbench.engine.tensor;

import java.util.Arrays;

/**
 * What a file says about one tensor.
 *
 * @param name the tensor's name
 * @param dtype its element type in the file
 * @param shape its extents, outermost first; empty for a scalar; owned by this record, not to be changed
 * @param bytes its size in the file
 */
public record TensorInfo(String name, DType dtype, long[] shape, long bytes) {
    /** Number of elements: the product of the extents, 1 for a scalar. */
    public long elements() {
        return bytes / dtype.bytes();
    }

    /** Whether the extents are exactly these. */
    public boolean hasShape(long... expected) {
        return Arrays.equals(shape, expected);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorInfo o
                && name.equals(o.name)
                && dtype == o.dtype
                && bytes == o.bytes
                && Arrays.equals(shape, o.shape);
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(shape);
    }

    @Override
    public String toString() {
        return name + " " + dtype + " " + Arrays.toString(shape);
    }
}
