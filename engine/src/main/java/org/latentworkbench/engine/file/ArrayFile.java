package org.latentworkbench.engine.file;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32C;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;

/**
 * A small binary file of named number arrays: magic, kind, version, then per array its name, type, length, CRC-32C and
 * little-endian elements. Read as a whole and checked as a whole; for tables of a few hundred megabytes at most.
 */
public final class ArrayFile {
    private static final byte[] MAGIC = "LWARRAY1".getBytes(StandardCharsets.US_ASCII);
    private static final int MAX_ARRAYS = 1 << 10;

    private final Path file;
    private final Map<String, Object> arrays;

    private ArrayFile(Path file, Map<String, Object> arrays) {
        this.file = file;
        this.arrays = arrays;
    }

    /**
     * Writes a file atomically.
     *
     * @param kind what the file is, checked when it is read
     * @param arrays {@code int[]}, {@code long[]}, {@code float[]}, {@code double[]} or {@code short[]} by name, in
     *     order
     */
    public static void write(Path file, String kind, int version, Map<String, ?> arrays) {
        AtomicFile.write(file, out -> {
            out.write(MAGIC);
            writeText(out, kind);
            writeInts(out, version, arrays.size());
            for (var entry : arrays.entrySet()) {
                ByteBuffer bytes = ArrayBytes.encode(entry.getValue());
                writeText(out, entry.getKey());
                writeInts(out, ArrayBytes.type(entry.getValue()), crc(bytes));
                out.write(ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(bytes.remaining())
                        .array());
                out.write(ArrayBytes.toArray(bytes));
            }
        });
    }

    /**
     * Reads and checks a file.
     *
     * @param kind what it must be
     * @param version the newest version this program reads
     * @throws BadInputException if it is missing, of another kind, cut off or damaged
     * @throws UnsupportedException if its version is newer than this program
     */
    public static ArrayFile read(Path file, String kind, int version) {
        ByteBuffer in = load(file);
        byte[] magic = new byte[MAGIC.length];
        need(file, in, magic.length);
        in.get(magic);
        String found = java.util.Arrays.equals(magic, MAGIC) ? readText(file, in) : "something else";
        if (!found.equals(kind)) {
            throw new BadInputException(file + " is " + found + ", expected " + kind + ".");
        }
        need(file, in, 2 * Integer.BYTES);
        int foundVersion = in.getInt();
        int count = in.getInt();
        if (foundVersion < 1 || foundVersion > version) {
            throw new UnsupportedException(file + " has format version " + foundVersion
                    + "; this program reads versions 1 to " + version + ". Open it with a newer Latent Workbench.");
        }
        if (count < 0 || count > MAX_ARRAYS) {
            throw new BadInputException(file + " is damaged: it claims to hold " + count + " arrays.");
        }
        Map<String, Object> arrays = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            String name = readText(file, in);
            need(file, in, 2 * Integer.BYTES + Long.BYTES);
            int type = in.getInt();
            int crc = in.getInt();
            long bytes = in.getLong();
            need(file, in, bytes);
            ByteBuffer data = in.slice(in.position(), (int) bytes).order(ByteOrder.LITTLE_ENDIAN);
            in.position(in.position() + (int) bytes);
            if (crc(data) != crc) {
                throw new BadInputException(
                        file + " is damaged: the checksum of \"" + name + "\" is wrong. Build it again.");
            }
            arrays.put(name, ArrayBytes.decode(file, name, type, data));
        }
        return new ArrayFile(file, arrays);
    }

    /** An array of 32-bit integers, which must have {@code length} elements; any number if it is negative. */
    public int[] ints(String name, long length) {
        int[] array = get(name, int[].class);
        check(name, array.length, length);
        return array;
    }

    /** As {@link #ints} with 64-bit integers. */
    public long[] longs(String name, long length) {
        long[] array = get(name, long[].class);
        check(name, array.length, length);
        return array;
    }

    /** As {@link #ints} with 32-bit floats. */
    public float[] floats(String name, long length) {
        float[] array = get(name, float[].class);
        check(name, array.length, length);
        return array;
    }

    /** As {@link #ints} with 64-bit floats. */
    public double[] doubles(String name, long length) {
        double[] array = get(name, double[].class);
        check(name, array.length, length);
        return array;
    }

    /** As {@link #ints} with 16-bit integers. */
    public short[] shorts(String name, long length) {
        short[] array = get(name, short[].class);
        check(name, array.length, length);
        return array;
    }

    private <T> T get(String name, Class<T> type) {
        Object array = arrays.get(name);
        if (!type.isInstance(array)) {
            throw new BadInputException(file + " holds no " + type.getSimpleName() + " \"" + name + "\".");
        }
        return type.cast(array);
    }

    private void check(String name, int found, long expected) {
        if (expected >= 0 && found != expected) {
            throw new BadInputException(
                    file + ": \"" + name + "\" has " + found + " elements, expected " + expected + ".");
        }
    }

    private static ByteBuffer load(Path file) {
        try {
            long size = Files.size(file);
            if (size > Integer.MAX_VALUE - 16) {
                throw new BadInputException(file + " holds " + size + " bytes; at most 2 GiB are read here.");
            }
            return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        } catch (NoSuchFileException e) {
            throw new BadInputException("There is no file " + file + ".", e);
        } catch (IOException e) {
            throw new ResourceException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }

    private static void need(Path file, ByteBuffer in, long bytes) {
        if (bytes < 0 || bytes > in.remaining()) {
            throw new BadInputException(file + " is cut off or damaged: " + bytes + " bytes should follow at byte "
                    + in.position() + ", but only " + in.remaining() + " do. Copy or build it again.");
        }
    }

    private static int crc(ByteBuffer bytes) {
        var crc = new CRC32C();
        crc.update(bytes.duplicate());
        return (int) crc.getValue();
    }

    private static void writeText(OutputStream out, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        writeInts(out, bytes.length);
        out.write(bytes);
    }

    private static String readText(Path file, ByteBuffer in) {
        need(file, in, Integer.BYTES);
        int length = in.getInt();
        need(file, in, length);
        byte[] bytes = new byte[length];
        in.get(bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void writeInts(OutputStream out, int... values) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(values.length * Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (int value : values) {
            buffer.putInt(value);
        }
        out.write(buffer.array());
    }
}
