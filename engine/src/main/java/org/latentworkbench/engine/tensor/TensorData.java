package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;

/**
 * A tensor to be written.
 *
 * @param name its name in the file; not {@code __metadata__}
 * @param dtype its element type in the file
 * @param shape its extents, outermost first; empty for a scalar; owned by this record
 * @param bytes its elements, row-major and little-endian, exactly as they will be in the file
 */
public record TensorData(String name, DType dtype, long[] shape, MemorySegment bytes) {
    /** Checks that the bytes are as many as the shape asks for. */
    public TensorData {
        long expected = dtype.bytes();
        for (long extent : shape) {
            expected = Math.multiplyExact(expected, extent);
        }
        if (bytes.byteSize() != expected) {
            throw new IllegalArgumentException(name + " " + dtype + Arrays.toString(shape) + " takes " + expected
                    + " bytes, given " + bytes.byteSize());
        }
    }

    /**
     * Floats stored as a floating-point type.
     *
     * @param dtype F32 (the memory is shared, not copied), F64, F16 or BF16 (rounded to nearest, ties to even)
     * @param floats the elements in native byte order
     */
    public static TensorData ofFloats(String name, DType dtype, MemorySegment floats, long... shape) {
        if (dtype == DType.F32) {
            return new TensorData(name, dtype, shape, floats);
        }
        long count = floats.byteSize() / Float.BYTES;
        MemorySegment bytes = Arena.ofAuto().allocate(Math.max(1, count * dtype.bytes()), 8);
        for (long i = 0; i < count; i++) {
            TensorBytes.putFloat(bytes, dtype, i, floats.get(ValueLayout.JAVA_FLOAT_UNALIGNED, i * Float.BYTES));
        }
        return new TensorData(name, dtype, shape, bytes.asSlice(0, count * dtype.bytes()));
    }

    /** Floats stored as F32; the array is shared, not copied. */
    public static TensorData ofFloats(String name, float[] values, long... shape) {
        return new TensorData(name, DType.F32, shape, MemorySegment.ofArray(values));
    }

    /**
     * Whole numbers stored as an integer type.
     *
     * @throws IllegalArgumentException if a number does not fit the type
     */
    public static TensorData ofLongs(String name, DType dtype, long[] values, long... shape) {
        byte[] bytes = new byte[Math.multiplyExact(values.length, dtype.bytes())];
        MemorySegment target = MemorySegment.ofArray(bytes);
        for (int i = 0; i < values.length; i++) {
            if (!TensorBytes.holds(dtype, values[i])) {
                throw new IllegalArgumentException(name + ": " + values[i] + " does not fit " + dtype);
            }
            TensorBytes.putLong(target, dtype, i, values[i]);
        }
        return new TensorData(name, dtype, shape, target);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TensorData o
                && name.equals(o.name)
                && dtype == o.dtype
                && Arrays.equals(shape, o.shape)
                && bytes.mismatch(o.bytes) < 0;
    }

    @Override
    public int hashCode() {
        return 31 * name.hashCode() + Arrays.hashCode(shape);
    }
}
