package org.latentworkbench.engine.tensor;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;

/**
 * The arrays of an npz file, a zip of npy files. Stored ones (numpy.savez) are read where they are mapped; deflated ones
 * (numpy.savez_compressed) are unpacked into native memory. The central directory is that of Commons Compress, which
 * knows zip64 and says where an entry's bytes are.
 */
final class NpzFile {
    private static final String SUFFIX = ".npy";

    /** Deflate makes nothing more than 1032 times smaller (zlib, technical details). */
    private static final long MAX_RATIO = 1032;

    private static final long MAX_INFLATED = 8L << 30;

    private NpzFile() {}

    /**
     * @param bytes the whole file, mapped
     * @param arena owns what is unpacked
     */
    static Map<String, MappedArray> read(Path file, MemorySegment bytes, Arena arena) {
        Map<String, MappedArray> arrays = new LinkedHashMap<>();
        try (ZipFile zip = ZipFile.builder().setPath(file).get()) {
            List<ZipArchiveEntry> entries = Collections.list(zip.getEntries());
            if (entries.stream().anyMatch(entry -> entry.getName().endsWith("data.pkl"))) {
                throw new UnsupportedException(
                        file + " is a PyTorch file, a pickle, which can run code and is not read."
                                + " Save the tensor with numpy.save or safetensors.");
            }
            for (ZipArchiveEntry entry : entries) {
                if (!entry.getName().endsWith(SUFFIX)) {
                    throw bad(file, "it holds \"" + entry.getName() + "\", which is no array");
                }
                String name = entry.getName().substring(0, entry.getName().length() - SUFFIX.length());
                MemorySegment content = content(file, zip, entry, bytes, arena);
                NpyHeader header = NpyHeader.read(file + ": array `" + name + "`", content);
                MappedArray array = MappedArray.of(name, header.layout(), content.asSlice(header.dataStart()));
                if (arrays.putIfAbsent(name, array) != null) {
                    throw bad(file, "array `" + name + "` is there twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BadInputException(file + " is not a valid npz file (" + e.getMessage() + ").", e);
        }
        if (arrays.isEmpty()) {
            throw bad(file, "it holds no array");
        }
        return arrays;
    }

    private static MemorySegment content(
            Path file, ZipFile zip, ZipArchiveEntry entry, MemorySegment bytes, Arena arena) throws IOException {
        long packed = entry.getCompressedSize();
        long size = entry.getSize();
        long start = entry.getDataOffset();
        String name = "its entry \"" + entry.getName() + "\"";
        if (packed < 0 || size < 0 || start < 0 || start > bytes.byteSize() || packed > bytes.byteSize() - start) {
            throw bad(file, name + " claims " + packed + " bytes that are not there (is the file truncated?)");
        }
        if (entry.getGeneralPurposeBit().usesEncryption()) {
            throw bad(file, name + " is encrypted");
        }
        return switch (entry.getMethod()) {
            case ZipArchiveEntry.STORED -> {
                if (packed != size) {
                    throw bad(file, name + " is stored but has two sizes, " + packed + " and " + size);
                }
                yield bytes.asSlice(start, size);
            }
            case ZipArchiveEntry.DEFLATED -> {
                if (size / MAX_RATIO > packed) {
                    throw bad(file, name + " claims to unpack " + packed + " bytes into " + size);
                }
                if (size > MAX_INFLATED) {
                    throw new ResourceException(file + ": " + entry.getName() + " unpacks to " + (size >> 30)
                            + " GiB. Save it uncompressed, with numpy.savez, so that it need not be unpacked.");
                }
                yield inflate(file, zip, entry, arena);
            }
            default -> throw bad(file, name + " is packed with method " + entry.getMethod());
        };
    }

    private static MemorySegment inflate(Path file, ZipFile zip, ZipArchiveEntry entry, Arena arena)
            throws IOException {
        MemorySegment target = arena.allocate(Math.max(1, entry.getSize()), FloatMatrix.ALIGNMENT);
        byte[] buffer = new byte[1 << 16];
        CRC32 sum = new CRC32();
        long at = 0;
        try (InputStream in = zip.getInputStream(entry)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                if (count > entry.getSize() - at) {
                    throw bad(file, "its entry \"" + entry.getName() + "\" unpacks to more than it claims");
                }
                MemorySegment.copy(buffer, 0, target, ValueLayout.JAVA_BYTE, at, count);
                sum.update(buffer, 0, count);
                at += count;
            }
        }
        if (at != entry.getSize() || sum.getValue() != entry.getCrc()) {
            throw bad(file, "its entry \"" + entry.getName() + "\" does not have the bytes or the checksum it claims");
        }
        return target.asSlice(0, at);
    }

    private static BadInputException bad(Path file, String why) {
        return new BadInputException(file + " is not a valid npz file: " + why + ".");
    }
}
