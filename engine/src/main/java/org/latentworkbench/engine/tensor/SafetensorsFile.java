package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;

/**
 * A memory-mapped safetensors file of any size. Opening reads the header alone and checks it against the length of the
 * file; elements are converted when they are asked for.
 *
 * <p>Format: the safetensors README (huggingface/safetensors).
 */
public final class SafetensorsFile implements TensorSource {
    private final Path path;
    private final Arena arena;
    private final MemorySegment data;
    private final SafetensorsHeader header;

    private SafetensorsFile(Path path, Arena arena, MemorySegment data, SafetensorsHeader header) {
        this.path = path;
        this.arena = arena;
        this.data = data;
        this.header = header;
    }

    /**
     * Maps a file and checks its header.
     *
     * @throws BadInputException if there is no such file or its header does not fit it; the message names the field
     * @throws org.latentworkbench.engine.error.UnsupportedException if a tensor has an element type that is not read
     */
    public static SafetensorsFile open(Path path) {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            long size = channel.size();
            MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, size, arena);
            SafetensorsHeader header = SafetensorsHeader.read(path, file);
            SafetensorsFile result = new SafetensorsFile(path, arena, file.asSlice(header.dataStart()), header);
            opened = true;
            return result;
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + path + ".", e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + path + " (" + e.getMessage() + ").", e);
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public Set<String> names() {
        return header.tensors().keySet();
    }

    @Override
    public TensorInfo info(String name) {
        return entry(name).info();
    }

    @Override
    public Map<String, String> metadata() {
        return header.metadata();
    }

    @Override
    public void copyFloats(String name, long first, long count, MemorySegment target) {
        SafetensorsHeader.Entry entry = entry(name);
        Objects.checkFromIndexSize(first, count, entry.info().elements());
        TensorBytes.toFloats(bytes(entry), entry.info().dtype(), first, count, target);
    }

    @Override
    public long[] longs(String name) {
        SafetensorsHeader.Entry entry = entry(name);
        TensorInfo info = entry.info();
        if (info.dtype().isFloat()) {
            throw new BadInputException(
                    path + ": tensor `" + name + "` has type " + info.dtype() + ", expected whole numbers.");
        }
        if (info.elements() > Integer.MAX_VALUE - 8) {
            throw new ResourceException(
                    path + ": tensor `" + name + "` has " + info.elements() + " elements, too many for one array.");
        }
        MemorySegment bytes = bytes(entry);
        long[] out = new long[(int) info.elements()];
        for (int i = 0; i < out.length; i++) {
            out[i] = TensorBytes.toLong(bytes, info.dtype(), i);
        }
        return out;
    }

    /** Unmaps the file; nothing may be read afterwards. */
    @Override
    public void close() {
        if (arena.scope().isAlive()) {
            arena.close();
        }
    }

    private MemorySegment bytes(SafetensorsHeader.Entry entry) {
        return data.asSlice(entry.begin(), entry.info().bytes());
    }

    private SafetensorsHeader.Entry entry(String name) {
        SafetensorsHeader.Entry entry = header.tensors().get(name);
        if (entry == null) {
            throw new BadInputException(path + " has no tensor `" + name + "`.");
        }
        return entry;
    }
}
