package org.latentworkbench.engine.tensor;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Owns native arrays and frees them when it is closed: libtorch's memory is not the garbage collector's. Parameters live
 * in a scope of their own; every batch opens a {@link #child()} in try-with-resources.
 *
 * <p>An operation's result belongs to the scope of its <em>first</em> operand, so the arrays of a batch come first and
 * parameters second; {@link #arrays()} lets a test see that a parameters' scope does not grow.
 */
public final class NativeScope implements AutoCloseable {
    private final NDManager manager;

    private NativeScope(NDManager manager) {
        this.manager = manager;
    }

    /** A scope on a device, independent of any other. */
    public static NativeScope open(ComputeDevice device) {
        return new NativeScope(ComputeDevice.engine().newBaseManager(device.djl()));
    }

    /** A scope inside this one, closed with it at the latest. */
    public NativeScope child() {
        return new NativeScope(manager.newSubManager());
    }

    /** The manager behind this scope. */
    public NDManager manager() {
        return manager;
    }

    /** Copies floats, in native byte order, to the device. */
    public NDArray upload(MemorySegment floats, long... shape) {
        if (!floats.isNative()) {
            try (Arena arena = Arena.ofConfined()) {
                return upload(arena.allocate(floats.byteSize(), Float.BYTES).copyFrom(floats), shape);
            }
        }
        ByteBuffer bytes = floats.asByteBuffer().order(ByteOrder.nativeOrder());
        // DJL makes a tensor on the buffer's own memory, which may be gone before the tensor: hence the copy.
        try (NDArray borrowed = manager.create(bytes, new Shape(shape), DataType.FLOAT32)) {
            return borrowed.duplicate();
        }
    }

    /** Copies whole numbers to the device as an int64 array. */
    public NDArray upload(long[] values, long... shape) {
        try (NDArray borrowed = manager.create(values, new Shape(shape))) {
            return borrowed.duplicate();
        }
    }

    /** Copies a float32 array from its device into {@code target}, which must have its size. */
    public static void download(NDArray array, MemorySegment target) {
        ByteBuffer bytes = array.toByteBuffer();
        MemorySegment.copy(MemorySegment.ofBuffer(bytes), 0, target, 0, target.byteSize());
    }

    /** Copies a float32 array to the heap. */
    public static float[] download(NDArray array) {
        float[] out = new float[Math.toIntExact(array.size())];
        download(array, MemorySegment.ofArray(out));
        return out;
    }

    /** Takes over arrays of another scope: they live as long as this one. */
    public NDArray keep(NDArray array) {
        array.attach(manager);
        return array;
    }

    /** Another handle on the memory of an array of another scope: what is made from it belongs to this scope. */
    public NDArray view(NDArray array) {
        return keep(array.reshape(array.getShape()));
    }

    /** Arrays this scope owns directly, children not counted. */
    public int arrays() {
        return (int) manager.getManagedArrays().stream()
                .filter(resource -> !resource.isReleased())
                .count();
    }

    /** Frees every array of this scope and of the scopes inside it. */
    @Override
    public void close() {
        manager.close();
    }

    /** Closes arrays that are not needed until the end of their scope. */
    public static void free(NDArray... arrays) {
        new NDList(arrays).close();
    }
}
