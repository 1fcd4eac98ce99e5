package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.latentworkbench.engine.tensor.NativeScope;

/** Values for a model that is only timed: small uniform matrices, norms of ones, biases of zeros. */
final class RandomParameters implements ParameterSource {
    private static final float RANGE = 0.035f; // the deviation of a normal distribution of 0.02

    private final NativeScope scope;
    private final SplittableRandom random;

    RandomParameters(NativeScope scope, long seed) {
        this.scope = scope;
        this.random = new SplittableRandom(seed);
    }

    @Override
    public NDArray get(String name, Extent... extents) {
        long[] shape = Arrays.stream(extents).mapToLong(Extent::value).toArray();
        long elements = Arrays.stream(shape).reduce(1, Math::multiplyExact);
        float same = name.endsWith(".bias") ? 0 : 1;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment values = arena.allocate(elements * Float.BYTES, Float.BYTES);
            for (long i = 0; i < elements; i++) {
                float value = shape.length == 1 ? same : (2 * random.nextFloat() - 1) * RANGE;
                values.setAtIndex(ValueLayout.JAVA_FLOAT, i, value);
            }
            return scope.upload(values, shape);
        }
    }

    @Override
    public NDArray transposed(String name, Extent in, Extent out) {
        return get(name, out, in); // as random as the other way round
    }
}
