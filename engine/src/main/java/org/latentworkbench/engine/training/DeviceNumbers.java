package org.latentworkbench.engine.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * Single numbers as arrays on the device. DJL makes a number that is given to an operation into a new array on the device of
 * the operation, and on a GPU such a copy waits for all work before it: so constants are copied once and kept, and what
 * changes from step to step is copied together when the step begins.
 */
final class DeviceNumbers {
    private final NativeScope scope;
    private final Map<Float, NDArray> constants = new HashMap<>();

    /** @param scope owns the constants */
    DeviceNumbers(NativeScope scope) {
        this.scope = scope;
    }

    /** A number that does not change over the run, in single precision. */
    NDArray constant(double value) {
        return constants.computeIfAbsent((float) value, number -> upload(scope, number));
    }

    /** Numbers of one step, each an array of one element in {@code step}. */
    static NDList of(NativeScope step, float... values) {
        return upload(step, values).split(values.length);
    }

    private static NDArray upload(NativeScope scope, float... values) {
        return scope.upload(MemorySegment.ofArray(values), values.length);
    }
}
