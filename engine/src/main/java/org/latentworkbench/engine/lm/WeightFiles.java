package org.latentworkbench.engine.lm;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.tensor.NativeScope;
import org.latentworkbench.engine.tensor.TensorInfo;
import org.latentworkbench.engine.tensor.TensorSource;

/** Parameters read from safetensors files into a scope. */
final class WeightFiles implements ParameterSource {
    private final TensorSource files;
    private final NativeScope scope;
    private final Set<String> used = new HashSet<>();
    private long parameters;

    WeightFiles(TensorSource files, NativeScope scope) {
        this.files = files;
        this.scope = scope;
    }

    @Override
    public boolean has(String name) {
        return files.names().contains(name);
    }

    @Override
    public NDArray get(String name, Extent... shape) {
        TensorInfo info = files.info(name);
        long[] expected = Arrays.stream(shape).mapToLong(Extent::value).toArray();
        if (!info.hasShape(expected)) {
            throw new BadInputException("`" + fileName() + "`: tensor `" + name + "` is "
                    + Arrays.toString(info.shape()) + " but config.json says " + Arrays.toString(expected) + " ("
                    + Stream.of(shape).map(Extent::toString).collect(Collectors.joining(", "))
                    + ").");
        }
        if (!info.dtype().isFloat()) {
            throw new UnsupportedException("`" + fileName() + "`: tensor `" + name + "` is stored as " + info.dtype()
                    + ", a quantised form that is not read. Use weights in F32, F16 or BF16.");
        }
        long bytes = info.elements() * Float.BYTES;
        if (bytes > Integer.MAX_VALUE) {
            throw new ResourceException("`" + fileName() + "`: tensor `" + name + "` takes " + (bytes >> 20)
                    + " MiB as float32, more than the 2048 MiB one tensor may have. Choose a smaller model.");
        }
        used.add(name);
        parameters += info.elements();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment floats = arena.allocate(bytes, Float.BYTES);
            files.copyFloats(name, floats);
            return scope.upload(floats, expected);
        }
    }

    /** Number of weights read. */
    long parameters() {
        return parameters;
    }

    /**
     * Refuses a file with tensors the model has no place for: it would compute something else than its authors meant.
     *
     * @param ignored buffers and copies that carry nothing
     */
    void checkAllUsed(String family, Predicate<String> ignored) {
        for (String name : files.names()) {
            if (!used.contains(name) && !ignored.test(name)) {
                throw new UnsupportedException("`" + fileName() + "`: tensor `" + name + "` has no place in a " + family
                        + " model as config.json describes it. Choose a model of a supported family.");
            }
        }
    }

    private Path fileName() {
        return files.path().getFileName();
    }
}
