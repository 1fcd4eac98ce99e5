package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.latentworkbench.engine.tensor.NativeScope;

/** Draws a new model's values as it asks for them: normal matrices, norms of ones, biases of zeros. */
final class InitialParameters implements ParameterSource {
    private final NativeScope scope;
    private final Architecture architecture;
    private final Random random;
    private final List<Parameter> drawn = new ArrayList<>();

    /** @param shape outermost extent first */
    record Parameter(String name, long[] shape, float[] values) {
        boolean isMatrix() {
            return shape.length > 1;
        }
    }

    private InitialParameters(NativeScope scope, Architecture architecture, long seed) {
        this.scope = scope;
        this.architecture = architecture;
        this.random = new Random(seed);
    }

    /** Every parameter of an architecture, in the order it asks for them. */
    static List<Parameter> draw(Architecture architecture, long seed, NativeScope parent) {
        try (NativeScope scope = parent.child()) {
            InitialParameters source = new InitialParameters(scope, architecture, seed);
            architecture.build(source);
            return source.drawn;
        }
    }

    @Override
    public NDArray get(String name, Extent... extents) {
        long[] shape = Arrays.stream(extents).mapToLong(Extent::value).toArray();
        float[] values = new float[Math.toIntExact(Arrays.stream(shape).reduce(1, Math::multiplyExact))];
        if (shape.length > 1) {
            double deviation = architecture.initialDeviation(name);
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) (random.nextGaussian() * deviation);
            }
        } else if (!name.endsWith(".bias")) {
            Arrays.fill(values, 1);
        }
        drawn.add(new Parameter(name, shape, values));
        return scope.upload(MemorySegment.ofArray(values), shape);
    }
}
