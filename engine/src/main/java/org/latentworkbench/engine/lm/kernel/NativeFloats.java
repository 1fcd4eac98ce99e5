package org.latentworkbench.engine.lm.kernel;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;

/** The memory of libtorch's arrays. */
final class NativeFloats {
    private NativeFloats() {}

    /** The memory of a float32 array on the processor, without a copy if it is contiguous; valid while the array is open. */
    static MemorySegment of(NDArray array) {
        return MemorySegment.ofBuffer(array.toByteBuffer(true));
    }

    /** Whether an array's memory can be seen at once. */
    static boolean fits(NDArray array) {
        return array.size() <= Integer.MAX_VALUE / Float.BYTES;
    }
}
