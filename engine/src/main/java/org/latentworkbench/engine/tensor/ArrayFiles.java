package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/** Opens a file of arrays by what it holds. */
final class ArrayFiles {
    private static final byte[] ZIP = {'P', 'K', 3, 4};

    /** What one npy file's array is called. */
    private static final String ONLY = "array";

    private ArrayFiles() {}

    static TensorSource open(Path file) {
        Arena arena = Arena.ofShared();
        boolean opened = false;
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            MemorySegment bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
            Map<String, MappedArray> arrays = arrays(file, bytes, arena);
            opened = !arrays.isEmpty();
            return opened ? new ArraySource(file, arena, arrays) : SafetensorsFile.open(file);
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        } finally {
            if (!opened) {
                arena.close();
            }
        }
    }

    /** Empty for a safetensors file. */
    private static Map<String, MappedArray> arrays(Path file, MemorySegment bytes, Arena arena) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (NpyHeader.startsWithMagic(bytes) || name.endsWith(".npy")) {
            NpyHeader header = NpyHeader.read(file.toString(), bytes);
            return Map.of(ONLY, MappedArray.of(ONLY, header.layout(), bytes.asSlice(header.dataStart())));
        }
        boolean zip =
                bytes.byteSize() >= ZIP.length && bytes.asSlice(0, ZIP.length).mismatch(MemorySegment.ofArray(ZIP)) < 0;
        if (zip || name.endsWith(".npz")) {
            return NpzFile.read(file, bytes, arena);
        }
        if (name.endsWith(".pt") || name.endsWith(".pth") || name.endsWith(".pkl")) {
            throw new UnsupportedException(file + " is a pickle, which can run code and is not read. Save the tensor"
                    + " with numpy.save or safetensors.");
        }
        if (name.endsWith(".bin") || name.endsWith(".raw")) {
            return Map.of(ONLY, raw(file, bytes));
        }
        return Map.of();
    }

    private static MappedArray raw(Path file, MemorySegment bytes) {
        String name = file.getFileName().toString();
        String stem = name.substring(0, name.lastIndexOf('.'));
        Path json = Stream.of(stem + ".json", name + ".json", "shape.json")
                .map(file::resolveSibling)
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> new BadInputException(file + " holds raw numbers and nothing says how many: write "
                        + stem + ".json beside it, such as {\"dtype\": \"float32\", \"shape\": [1000, 64]}."));
        ArrayLayout layout = layout(json, Manifest.readTree(json));
        if (layout.bytes() != bytes.byteSize()) {
            throw new BadInputException(file + " has " + bytes.byteSize() + " bytes, but " + json.getFileName()
                    + " asks for " + layout.bytes() + " (" + layout.dtype() + java.util.Arrays.toString(layout.shape())
                    + ").");
        }
        return MappedArray.of(ONLY, layout, bytes);
    }

    private static ArrayLayout layout(Path json, JsonNode root) {
        JsonNode shape = root.path("shape");
        if (!shape.isArray() || !shape.valueStream().allMatch(JsonNode::isIntegralNumber)) {
            throw new BadInputException(json + ": field \"shape\" is " + shape + ", expected a list of whole numbers.");
        }
        String dtype = root.path("dtype").asString("");
        String order = root.path("order").asString("C");
        String bytes = root.path("byte_order")
                .asString(root.path("byteorder").asString(dtype.startsWith(">") ? "big" : "little"));
        if (!Stream.of("C", "F").anyMatch(order::equals)
                || !Stream.of("little", "big").anyMatch(bytes::equals)) {
            throw new BadInputException(json + ": field \"order\" is \"C\" or \"F\", field \"byte_order\" \"little\" or"
                    + " \"big\"; found \"" + order + "\" and \"" + bytes + "\".");
        }
        return ArrayLayout.of(
                json.toString(),
                dtype(json, dtype),
                bytes.equals("big"),
                order.equals("F") || root.path("fortran_order").asBoolean(false),
                shape.valueStream().mapToLong(JsonNode::asLong).toArray());
    }

    private static DType dtype(Path json, String name) {
        return switch (name.replaceFirst("^(torch\\.|[<>|=])", "").toLowerCase(Locale.ROOT)) {
            case "float32", "f32", "f4" -> DType.F32;
            case "float16", "half", "f16", "f2" -> DType.F16;
            case "bfloat16", "bf16" -> DType.BF16;
            case "float64", "double", "f64", "f8" -> DType.F64;
            case "int64", "i64", "i8" -> DType.I64;
            case "int32", "i32", "i4" -> DType.I32;
            case "int16", "i16", "i2" -> DType.I16;
            case "uint16", "u16", "u2" -> DType.U16;
            case "uint32", "u32", "u4" -> DType.U32;
            default ->
                throw new BadInputException(json + ": field \"dtype\" is \"" + name
                        + "\"; read are float16, bfloat16, float32, float64, int16, int32, int64, uint16 and uint32.");
        };
    }
}
