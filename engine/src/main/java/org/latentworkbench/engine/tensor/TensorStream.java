package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A tensor that is written as it is made, so that it need not fit into memory.
 *
 * @param name its name in the file
 * @param dtype its element type in the file
 * @param shape its extents, outermost first; owned by this record
 * @param body writes its elements, row-major and little-endian, exactly as many as the shape asks for; may be called
 *     more than once and gives the same each time
 */
public record TensorStream(String name, DType dtype, long[] shape, Body body) {
    private static final int CHUNK = 1 << 20;

    /** Writes the elements of a tensor. */
    @FunctionalInterface
    public interface Body {
        /** @param out left open */
        void write(OutputStream out) throws IOException;
    }

    /** A tensor that is in memory. */
    public static TensorStream of(TensorData tensor) {
        return new TensorStream(tensor.name(), tensor.dtype(), tensor.shape(), out -> copy(tensor.bytes(), out));
    }

    /** Size of all elements. */
    long bytes() {
        long bytes = dtype.bytes();
        for (long extent : shape) {
            bytes = Math.multiplyExact(bytes, extent);
        }
        return bytes;
    }

    /** Copies memory into a stream. */
    public static void copy(MemorySegment bytes, OutputStream out) throws IOException {
        byte[] chunk = new byte[(int) Math.min(CHUNK, Math.max(1, bytes.byteSize()))];
        for (long at = 0; at < bytes.byteSize(); at += chunk.length) {
            int length = (int) Math.min(chunk.length, bytes.byteSize() - at);
            MemorySegment.copy(bytes, ValueLayout.JAVA_BYTE, at, chunk, 0, length);
            out.write(chunk, 0, length);
        }
    }
}
