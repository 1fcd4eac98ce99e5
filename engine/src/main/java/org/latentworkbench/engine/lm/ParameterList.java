package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.latentworkbench.engine.tensor.ComputeDevice;
import org.latentworkbench.engine.tensor.NativeScope;

/**
 * Which parameters an architecture asks for, without any of them being there.
 *
 * @param wanted in the order they are asked for
 */
record ParameterList(List<Wanted> wanted) {
    private static final Pattern IN_BLOCK = Pattern.compile(".*\\.\\d+\\..*");

    /**
     * A parameter.
     *
     * @param shape as it lies in a file
     * @param transposed whether a matrix lies there as [in, out]
     */
    record Wanted(String name, List<Extent> shape, boolean transposed) {
        long[] extents() {
            return shape.stream().mapToLong(Extent::value).toArray();
        }

        long elements() {
            return Arrays.stream(extents()).reduce(1, Math::multiplyExact);
        }

        private boolean isBlockMatrix() {
            return shape.size() == 2 && isInBlock(name);
        }

        private MatrixShape matrix() {
            int rows = (int) shape.get(0).value();
            int columns = (int) shape.get(1).value();
            return transposed ? new MatrixShape(columns, rows) : new MatrixShape(rows, columns);
        }
    }

    /** Whether a parameter belongs to one of the layers. */
    static boolean isInBlock(String name) {
        return IN_BLOCK.matcher(name).matches();
    }

    /** All parameters of an architecture. */
    static ParameterList of(Architecture architecture) {
        try (NativeScope scope = NativeScope.open(ComputeDevice.CPU)) {
            Notes notes = new Notes(new ArrayList<>(), scope.upload(new long[1], 1));
            architecture.build(notes);
            return new ParameterList(List.copyOf(notes.wanted));
        }
    }

    /** Number of weights, a tied head counted once. */
    long count() {
        return wanted.stream().mapToLong(Wanted::elements).reduce(0, Math::addExact);
    }

    /** The matrices of all blocks. */
    List<MatrixShape> blockMatrices() {
        return wanted.stream().filter(Wanted::isBlockMatrix).map(Wanted::matrix).toList();
    }

    /** Writes down what it is asked for and gives the same array for everything. */
    private record Notes(List<Wanted> wanted, NDArray placeholder) implements ParameterSource {
        @Override
        public NDArray get(String name, Extent... shape) {
            wanted.add(new Wanted(name, List.of(shape), false));
            return placeholder;
        }

        @Override
        public NDArray transposed(String name, Extent in, Extent out) {
            wanted.add(new Wanted(name, List.of(in, out), true));
            return placeholder;
        }
    }
}
