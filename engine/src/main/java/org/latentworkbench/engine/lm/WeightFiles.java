package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.TensorSource;

/** Parameters read from safetensors files, which {@link WeightCheck} found to fit, into a scope. */
final class WeightFiles implements ParameterSource {
    /** Elements copied at once; a tensor of any size is put together from such parts. */
    private static final long PART = 1L << 26;

    private static final int BLOCK = 32;

    private final TensorSource files;
    private final NativeScope scope;
    private final String prefix;
    private final DataType matrices;

    /**
     * @param prefix of the architecture's names, which the file may leave out
     * @param matrices element type of matrices on the device
     */
    WeightFiles(TensorSource files, NativeScope scope, String prefix, DataType matrices) {
        this.files = files;
        this.scope = scope;
        this.prefix = prefix;
        this.matrices = matrices;
    }

    /** A parameter's name in the files: with the prefix or, in a model saved without its head, without. */
    static String nameIn(TensorSource files, String name, String prefix) {
        String bare = name.startsWith(prefix) ? name.substring(prefix.length()) : name;
        return !files.names().contains(name) && files.names().contains(bare) ? bare : name;
    }

    @Override
    public NDArray get(String name, Extent... shape) {
        String stored = nameIn(files, name, prefix);
        long[] extents = Arrays.stream(shape).mapToLong(Extent::value).toArray();
        long rowSize = Arrays.stream(extents).skip(1).reduce(1, Math::multiplyExact);
        long rows = Math.max(1, PART / rowSize);
        if (extents[0] <= rows) {
            return typed(read(stored, 0, extents[0] * rowSize, extents));
        }
        NDArray whole = scope.manager().create(new Shape(extents), extents.length > 1 ? matrices : DataType.FLOAT32);
        for (long first = 0; first < extents[0]; first += rows) {
            long end = Math.min(extents[0], first + rows);
            long[] part = extents.clone();
            part[0] = end - first;
            try (NDArray values = typed(read(stored, first * rowSize, part[0] * rowSize, part))) {
                whole.set(new NDIndex(first + ":" + end), values);
            }
        }
        return whole;
    }

    private NDArray read(String stored, long first, long count, long... shape) {
        try (Arena arena = Arena.ofConfined()) {
            return scope.upload(floats(arena, stored, first, count), shape);
        }
    }

    /** A matrix as the device keeps it. */
    private NDArray typed(NDArray values) {
        if (values.getShape().dimension() < 2 || matrices == DataType.FLOAT32) {
            return values;
        }
        try (values) {
            return values.toType(matrices, true);
        }
    }

    @Override
    public NDArray transposed(String name, Extent in, Extent out) {
        int rows = Math.toIntExact(in.value());
        int columns = Math.toIntExact(out.value());
        try (Arena arena = Arena.ofConfined()) {
            long count = (long) rows * columns;
            MemorySegment stored = floats(arena, nameIn(files, name, prefix), 0, count);
            MemorySegment turned = arena.allocate(count * Float.BYTES, Float.BYTES);
            for (int r = 0; r < rows; r += BLOCK) {
                for (int c = 0; c < columns; c++) {
                    for (int i = r; i < Math.min(rows, r + BLOCK); i++) {
                        float value = stored.getAtIndex(ValueLayout.JAVA_FLOAT, (long) i * columns + c);
                        turned.setAtIndex(ValueLayout.JAVA_FLOAT, (long) c * rows + i, value);
                    }
                }
            }
            return typed(scope.upload(turned, columns, rows));
        }
    }

    private MemorySegment floats(Arena arena, String stored, long first, long count) {
        MemorySegment values = arena.allocate(count * Float.BYTES, Float.BYTES);
        files.copyFloats(stored, first, count, values);
        for (long i = 0; i < count; i++) {
            float value = values.getAtIndex(ValueLayout.JAVA_FLOAT, i);
            if (!Float.isFinite(value)) {
                throw new BadInputException("`" + files.path().getFileName() + "`: element " + (first + i)
                        + " of tensor `" + stored + "` is " + value
                        + "; a model's weights must be finite. Fetch the file again.");
            }
        }
        return values;
    }
}
