package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A dense row-major float matrix in native memory, 64-byte aligned, so that the same memory serves vector loads, BLAS and
 * libtorch without a copy. Its life is its arena's.
 *
 * @param rows number of rows, ≥ 0
 * @param columns number of columns, ≥ 1
 * @param data {@code rows * columns} floats, native byte order
 */
public record FloatMatrix(long rows, int columns, MemorySegment data) {
    /** Alignment of the first element in bytes: one cache line, one AVX-512 vector. */
    public static final long ALIGNMENT = 64;

    /** Checks that the memory has the size the shape asks for. */
    public FloatMatrix {
        if (rows < 0 || columns < 1 || data.byteSize() != rows * columns * Float.BYTES) {
            throw new IllegalArgumentException(
                    "[" + rows + ", " + columns + "] floats do not fit " + data.byteSize() + " bytes");
        }
    }

    /** A matrix of zeros that lives as long as {@code arena}; a large one on large pages, where the system has them. */
    public static FloatMatrix allocate(Arena arena, long rows, int columns) {
        long bytes = rows * columns * Float.BYTES;
        return new FloatMatrix(
                rows, columns, LargePages.allocate(arena, bytes).orElseGet(() -> arena.allocate(bytes, ALIGNMENT)));
    }

    /** The element at a row and a column. */
    public float get(long row, int column) {
        return data.getAtIndex(ValueLayout.JAVA_FLOAT, row * columns + column);
    }

    /** Sets the element at a row and a column. */
    public void set(long row, int column, float value) {
        data.setAtIndex(ValueLayout.JAVA_FLOAT, row * columns + column, value);
    }

    /** A view of {@code count} rows from {@code first}; shares the memory. */
    public FloatMatrix rows(long first, long count) {
        long width = (long) columns * Float.BYTES;
        return new FloatMatrix(count, columns, data.asSlice(first * width, count * width));
    }

    /** Copies one row out to the heap. */
    public float[] row(long row) {
        float[] out = new float[columns];
        MemorySegment.copy(data, ValueLayout.JAVA_FLOAT, row * columns * Float.BYTES, out, 0, columns);
        return out;
    }

    /** Copies one row in from the heap. */
    public void setRow(long row, float[] values) {
        if (values.length != columns) {
            throw new IllegalArgumentException(values.length + " values for a row of " + columns);
        }
        MemorySegment.copy(values, 0, data, ValueLayout.JAVA_FLOAT, row * columns * Float.BYTES, columns);
    }
}
