package org.latentworkbench.engine.tensor;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;

/** The arrays of a mapped file that is not safetensors. Owns the mapping. */
final class ArraySource implements TensorSource {
    private final Path path;
    private final Arena arena;
    private final Map<String, MappedArray> arrays;

    ArraySource(Path path, Arena arena, Map<String, MappedArray> arrays) {
        this.path = path;
        this.arena = arena;
        this.arrays = arrays;
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Set<String> names() {
        return Collections.unmodifiableSet(arrays.keySet());
    }

    @Override
    public TensorInfo info(String name) {
        return array(name).info();
    }

    @Override
    public Map<String, String> metadata() {
        return Map.of();
    }

    @Override
    public void copyFloats(String name, long first, long count, MemorySegment target) {
        MappedArray array = array(name);
        Objects.checkFromIndexSize(first, count, array.info().elements());
        array.copyFloats(first, count, target);
    }

    @Override
    public long[] longs(String name) {
        MappedArray array = array(name);
        TensorInfo info = array.info();
        if (info.dtype().isFloat()) {
            throw new BadInputException(
                    path + ": array `" + name + "` has type " + info.dtype() + ", expected whole numbers.");
        }
        if (info.elements() > Integer.MAX_VALUE - 8) {
            throw new ResourceException(
                    path + ": array `" + name + "` has " + info.elements() + " elements, too many for one array.");
        }
        long[] out = new long[(int) info.elements()];
        array.copyLongs(out);
        return out;
    }

    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private MappedArray array(String name) {
        MappedArray array = arrays.get(name);
        if (array == null) {
            throw new BadInputException(path + " has no array `" + name + "`.");
        }
        return array;
    }
}
