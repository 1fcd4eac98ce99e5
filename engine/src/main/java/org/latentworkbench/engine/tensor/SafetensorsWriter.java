package org.latentworkbench.engine.tensor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;

/** Writes safetensors files: header padded to a multiple of 8 bytes, data without holes, file whole or absent. */
public final class SafetensorsWriter {
    private SafetensorsWriter() {}

    /**
     * Writes a file atomically.
     *
     * @param tensors in any order; wide element types are placed first, as other writers do, so that all are aligned
     * @param metadata free string pairs; {@code "format": "pt"} is what PyTorch readers look for
     * @throws org.latentworkbench.engine.error.ResourceException if it cannot be written
     */
    public static void write(Path file, List<TensorData> tensors, Map<String, String> metadata) {
        writeStreams(file, tensors.stream().map(TensorStream::of).toList(), metadata);
    }

    /** As {@link #write} with tensors that are written as they are made. */
    public static void writeStreams(Path file, List<TensorStream> tensors, Map<String, String> metadata) {
        List<TensorStream> ordered = new ArrayList<>(tensors);
        ordered.sort(Comparator.comparingInt(tensor -> -tensor.dtype().bytes()));
        byte[] header = header(ordered, metadata);
        AtomicFile.write(file, out -> {
            out.write(ByteBuffer.allocate(8)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(header.length)
                    .array());
            out.write(header);
            for (TensorStream tensor : ordered) {
                tensor.body().write(out);
            }
        });
    }

    private static byte[] header(List<TensorStream> tensors, Map<String, String> metadata) {
        Map<String, Object> header = new LinkedHashMap<>();
        if (!metadata.isEmpty()) {
            header.put("__metadata__", metadata);
        }
        long at = 0;
        for (TensorStream tensor : tensors) {
            long end = at + tensor.bytes();
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("dtype", tensor.dtype().name());
            entry.put("shape", tensor.shape());
            entry.put("data_offsets", new long[] {at, end});
            if (header.put(tensor.name(), entry) != null) {
                throw new IllegalArgumentException("two tensors named " + tensor.name());
            }
            at = end;
        }
        byte[] json = Manifest.mapper()
                .writer()
                .without(tools.jackson.databind.SerializationFeature.INDENT_OUTPUT)
                .writeValueAsString(header)
                .getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, (json.length + 7) & ~7);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        return padded;
    }
}
