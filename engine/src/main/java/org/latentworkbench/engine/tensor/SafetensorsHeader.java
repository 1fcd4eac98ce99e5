package org.latentworkbench.engine.tensor;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * The checked header of a safetensors file. Nothing in it is trusted: its length is compared with the file's before a
 * byte is allocated, and the tensors must cover the data exactly, without holes or overlaps.
 *
 * @param tensors entries by name, in the order of the header
 * @param metadata the strings of {@code __metadata__}
 * @param dataStart where the data begins in the file, in bytes
 */
record SafetensorsHeader(Map<String, Entry> tensors, Map<String, String> metadata, long dataStart) {
    /** The limit of the reference implementation. */
    static final long MAX_HEADER_BYTES = 100_000_000;

    private static final int MAX_RANK = 32;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(16)
                    .maxNameLength(10_000)
                    .maxStringLength((int) MAX_HEADER_BYTES)
                    .build())
            .build();

    /** A tensor and where its bytes begin in the data. */
    record Entry(TensorInfo info, long begin) {}

    static SafetensorsHeader read(Path path, MemorySegment file) {
        long size = file.byteSize();
        if (size < 8) {
            throw bad(path, "it has " + size + " bytes, too few for a header");
        }
        long length = file.get(ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN), 0);
        if (length < 2 || length > MAX_HEADER_BYTES) {
            throw bad(
                    path,
                    "its header claims " + Long.toUnsignedString(length) + " bytes, allowed are 2 to "
                            + MAX_HEADER_BYTES);
        }
        if (length > size - 8) {
            throw bad(path, "its header claims " + length + " bytes but the file has only " + size);
        }
        byte[] json = file.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
        if (json[0] != '{') {
            throw bad(path, "its header does not start with {");
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), json)) {
            return new Reader(path, parser, size - 8 - length).read(8 + length);
        } catch (JacksonException e) {
            throw new BadInputException(
                    path + " is not a valid safetensors file: its header is not the JSON that is expected ("
                            + e.getOriginalMessage() + ").",
                    e);
        }
    }

    private static BadInputException bad(Path path, String what) {
        return new BadInputException(path + " is not a valid safetensors file: " + what + ".");
    }

    /** One pass over the tokens of the header. */
    private static final class Reader {
        private final Path path;
        private final JsonParser json;
        private final long dataBytes;
        private final Map<String, Entry> tensors = new LinkedHashMap<>();
        private final Map<String, String> metadata = new LinkedHashMap<>();

        Reader(Path path, JsonParser json, long dataBytes) {
            this.path = path;
            this.json = json;
            this.dataBytes = dataBytes;
        }

        SafetensorsHeader read(long dataStart) {
            json.nextToken();
            boolean metadataSeen = false;
            for (String name = json.nextName(); name != null; name = json.nextName()) {
                if (!name.equals("__metadata__")) {
                    Entry entry = tensor(name);
                    if (tensors.putIfAbsent(name, entry) != null) {
                        throw bad(path, "tensor `" + name + "` is there twice");
                    }
                } else if (metadataSeen) {
                    throw bad(path, "__metadata__ is there twice");
                } else {
                    metadata();
                    metadataSeen = true;
                }
            }
            for (JsonToken after = json.nextToken(); after != null; after = json.nextToken()) {
                throw bad(path, "something follows the header's object");
            }
            checkCover();
            return new SafetensorsHeader(
                    Collections.unmodifiableMap(tensors), Collections.unmodifiableMap(metadata), dataStart);
        }

        private void metadata() {
            expect(json.nextToken() == JsonToken.START_OBJECT, "__metadata__ is not an object");
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                expect(json.nextToken() == JsonToken.VALUE_STRING, "__metadata__ `" + key + "` is not a string");
                metadata.put(key, json.getString());
            }
        }

        private Entry tensor(String name) {
            expect(json.nextToken() == JsonToken.START_OBJECT, "tensor `" + name + "` is not an object");
            String dtype = null;
            long[] shape = null;
            long[] offsets = null;
            for (String key = json.nextName(); key != null; key = json.nextName()) {
                json.nextToken();
                switch (key) {
                    case "dtype" -> {
                        expect(json.currentToken() == JsonToken.VALUE_STRING, "dtype of `" + name + "` is no string");
                        dtype = json.getString();
                    }
                    case "shape" -> shape = numbers(name, key);
                    case "data_offsets" -> offsets = numbers(name, key);
                    default -> json.skipChildren();
                }
            }
            if (dtype == null || shape == null || offsets == null || offsets.length != 2) {
                throw bad(path, "tensor `" + name + "` lacks dtype, shape or two data_offsets");
            }
            return entry(name, dtype(name, dtype), shape, offsets[0], offsets[1]);
        }

        private Entry entry(String name, DType dtype, long[] shape, long begin, long end) {
            if (begin > end || end > dataBytes) {
                throw bad(
                        path,
                        "tensor `" + name + "` claims bytes " + begin + " to " + end + " of " + dataBytes
                                + " (is the file truncated?)");
            }
            long bytes = dtype.bytes();
            for (long extent : shape) {
                long high = Math.multiplyHigh(bytes, extent);
                bytes *= extent;
                expect(high == 0 && bytes >= 0, "the shape of tensor `" + name + "` overflows");
            }
            TensorInfo info = new TensorInfo(name, dtype, shape, bytes);
            expect(bytes == end - begin, "tensor " + info + " needs " + bytes + " bytes but has " + (end - begin));
            return new Entry(info, begin);
        }

        private long[] numbers(String name, String key) {
            String what = key + " of tensor `" + name + "` is not a list of at most " + MAX_RANK + " whole numbers ≥ 0";
            expect(json.currentToken() == JsonToken.START_ARRAY, what);
            List<Long> values = new ArrayList<>();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                expect(json.currentToken() == JsonToken.VALUE_NUMBER_INT && values.size() < MAX_RANK, what);
                long value = json.getLongValue();
                expect(value >= 0, what);
                values.add(value);
            }
            return values.stream().mapToLong(Long::longValue).toArray();
        }

        private DType dtype(String name, String dtype) {
            for (DType known : DType.values()) {
                if (known.name().equals(dtype)) {
                    return known;
                }
            }
            throw new UnsupportedException(path + ": tensor `" + name + "` has element type " + dtype + "; read are "
                    + List.of(DType.values()) + ". Re-save it in one of them.");
        }

        private void checkCover() {
            List<Entry> ordered = new ArrayList<>(tensors.values());
            ordered.sort(Comparator.comparingLong(Entry::begin)
                    .thenComparingLong(entry -> entry.info().bytes()));
            long at = 0;
            @Nullable Entry previous = null;
            for (Entry entry : ordered) {
                if (entry.begin() != at) {
                    String before = previous == null
                            ? "the start"
                            : "`" + previous.info().name() + "`";
                    throw bad(
                            path,
                            "tensor `" + entry.info().name() + "` "
                                    + (entry.begin() < at ? "overlaps " : "leaves a hole after ") + before
                                    + " (it begins at byte " + entry.begin() + ", expected " + at + ")");
                }
                at += entry.info().bytes();
                previous = entry;
            }
            expect(at == dataBytes, "its tensors cover " + at + " bytes of " + dataBytes);
        }

        private void expect(boolean holds, String otherwise) {
            if (!holds) {
                throw bad(path, otherwise);
            }
        }
    }
}
