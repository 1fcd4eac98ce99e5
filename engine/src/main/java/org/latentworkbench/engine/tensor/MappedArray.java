package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * One array in mapped memory, in either byte order and either order of dimensions; elements are asked for row by row.
 *
 * @param info name, type and shape
 * @param layout how the elements lie
 * @param bytes all of them
 */
record MappedArray(TensorInfo info, ArrayLayout layout, MemorySegment bytes) {
    private static final int CHUNK = 1 << 13;

    static MappedArray of(String name, ArrayLayout layout, MemorySegment bytes) {
        return new MappedArray(new TensorInfo(name, layout.dtype(), layout.shape(), layout.bytes()), layout, bytes);
    }

    void copyFloats(long first, long count, MemorySegment target) {
        if (layout.plain()) {
            TensorBytes.toFloats(bytes, layout.dtype(), first, count, target);
            return;
        }
        Walk walk = new Walk(first);
        for (long done = 0; done < count; done += CHUNK) {
            int length = (int) Math.min(CHUNK, count - done);
            TensorBytes.toFloats(walk.next(length), layout.dtype(), 0, length, target.asSlice(done * Float.BYTES));
        }
    }

    void copyLongs(long[] target) {
        Walk walk = new Walk(0);
        for (int done = 0; done < target.length; done += CHUNK) {
            int length = Math.min(CHUNK, target.length - done);
            MemorySegment plain =
                    layout.plain() ? bytes.asSlice((long) done * layout.dtype().bytes()) : walk.next(length);
            for (int i = 0; i < length; i++) {
                target[done + i] = TensorBytes.toLong(plain, layout.dtype(), i);
            }
        }
    }

    /** Goes through the elements in row-major order and gives them as little-endian bytes. */
    private final class Walk {
        private final int size = layout.dtype().bytes();
        private final byte[] buffer = new byte[CHUNK * size];
        private final long[] index;
        private final long[] strides;
        private long at;

        Walk(long first) {
            long[] shape = layout.shape();
            index = new long[shape.length];
            strides = new long[shape.length];
            long rest = first;
            for (int axis = shape.length - 1; axis >= 0; axis--) {
                long extent = Math.max(1, shape[axis]);
                index[axis] = rest % extent;
                rest /= extent;
            }
            long stride = 1;
            for (int i = 0; i < shape.length; i++) {
                int axis = layout.fortran() ? i : shape.length - 1 - i;
                strides[axis] = stride;
                at += index[axis] * stride;
                stride *= shape[axis];
            }
        }

        MemorySegment next(int count) {
            for (int i = 0; i < count; i++) {
                MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at * size, buffer, i * size, size);
                if (layout.bigEndian()) {
                    reverse(i * size);
                }
                advance();
            }
            return MemorySegment.ofArray(buffer);
        }

        private void reverse(int from) {
            for (int low = from, high = from + size - 1; low < high; low++, high--) {
                byte kept = buffer[low];
                buffer[low] = buffer[high];
                buffer[high] = kept;
            }
        }

        private void advance() {
            for (int axis = index.length - 1; axis >= 0; axis--) {
                at += strides[axis];
                if (++index[axis] < layout.shape()[axis]) {
                    return;
                }
                at -= index[axis] * strides[axis];
                index[axis] = 0;
            }
        }
    }
}
