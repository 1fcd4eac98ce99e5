package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;

/** Files written by hand by NumPy's published format, good ones and hostile ones. */
class ArrayFilesTest {
    @TempDir
    Path folder;

    private static byte[] npy(String descr, boolean fortran, String shape, byte[] data) {
        return npy(
                1,
                "{'descr': " + descr + ", 'fortran_order': " + (fortran ? "True" : "False") + ", 'shape': " + shape
                        + ", }",
                data);
    }

    private static byte[] npy(int version, String dict, byte[] data) {
        int start = version == 1 ? 10 : 12;
        int length = Math.ceilDiv(start + dict.length() + 1, 64) * 64 - start;
        ByteBuffer out = ByteBuffer.allocate(start + length + data.length).order(ByteOrder.LITTLE_ENDIAN);
        out.put((byte) 0x93)
                .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                .put((byte) version)
                .put((byte) 0);
        if (version == 1) {
            out.putShort((short) length);
        } else {
            out.putInt(length);
        }
        out.put(dict.getBytes(StandardCharsets.US_ASCII));
        while (out.position() < start + length - 1) {
            out.put((byte) ' ');
        }
        return out.put((byte) '\n').put(data).array();
    }

    private static byte[] elements(ByteOrder order, String type, double... values) {
        ByteBuffer out = ByteBuffer.allocate(values.length * 8).order(order);
        for (double value : values) {
            switch (type) {
                case "f2" -> out.putShort(Float.floatToFloat16((float) value));
                case "V2" -> out.putShort((short) (Float.floatToIntBits((float) value) >>> 16));
                case "f4" -> out.putFloat((float) value);
                case "f8" -> out.putDouble(value);
                case "i2", "u2" -> out.putShort((short) value);
                case "i4", "u4" -> out.putInt((int) value);
                case "i8", "u8" -> out.putLong((long) value);
                case "i1", "u1", "b1" -> out.put((byte) value);
                default -> throw new IllegalArgumentException(type);
            }
        }
        byte[] bytes = new byte[out.position()];
        out.flip().get(bytes);
        return bytes;
    }

    private float[] read(String name, byte[] content, String array) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        try (TensorSource source = TensorSource.open(file)) {
            return source.floats(array);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"f2", "V2", "f4", "f8", "i2", "i4", "i8", "u2", "u4", "u8", "i1", "u1"})
    void readsEveryTypeInBothByteOrders(String type) throws IOException {
        double[] values = {0, 1, 2, 3, 40, 5};
        float[] expected = {0, 1, 2, 3, 40, 5};
        for (ByteOrder order : List.of(ByteOrder.LITTLE_ENDIAN, ByteOrder.BIG_ENDIAN)) {
            String mark = order == ByteOrder.LITTLE_ENDIAN ? "<" : ">";
            byte[] file = npy("'" + mark + type + "'", false, "(2, 3)", elements(order, type, values));
            assertThat(read("a.npy", file, "array")).as(mark + type).containsExactly(expected);
        }
    }

    @ParameterizedTest
    @CsvSource({"<f4,LITTLE_ENDIAN", ">f4,BIG_ENDIAN"})
    void fortranOrderIsTurnedIntoRows(String descr, String order) throws IOException {
        ByteOrder bytes = order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
        // a[i][j][k] = 100 i + 10 j + k of shape (2, 3, 2); the first index varies fastest in the file.
        double[] file = {0, 100, 10, 110, 20, 120, 1, 101, 11, 111, 21, 121};
        byte[] content = npy("'" + descr + "'", true, "(2, 3, 2)", elements(bytes, "f4", file));
        assertThat(read("f.npy", content, "array")).containsExactly(0, 1, 10, 11, 20, 21, 100, 101, 110, 111, 120, 121);
        try (TensorSource source = TensorSource.open(folder.resolve("f.npy"))) {
            float[] middle = new float[4];
            source.copyFloats("array", 5, 4, MemorySegment.ofArray(middle));
            assertThat(middle).containsExactly(21, 100, 101, 110);
        }
    }

    @Test
    void longArraysInAnotherOrderAreReadInPieces() throws IOException {
        int rows = 9001;
        double[] file = new double[rows * 2];
        for (int i = 0; i < rows; i++) {
            file[i] = i;
            file[rows + i] = -i;
        }
        float[] values = read(
                "long.npy",
                npy("'>f4'", true, "(" + rows + ", 2)", elements(ByteOrder.BIG_ENDIAN, "f4", file)),
                "array");
        for (int i = 0; i < rows; i++) {
            assertThat(values[2 * i]).isEqualTo(i);
            assertThat(values[2 * i + 1]).isEqualTo(-i);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void versionsScalarsAndVectors(int version) throws IOException {
        byte[] one = elements(ByteOrder.LITTLE_ENDIAN, "f4", 7);
        assertThat(read("v.npy", npy(version, "{'shape': (), 'fortran_order': False, 'descr': '<f4'}", one), "array"))
                .containsExactly(7);
        assertThat(read(
                        "v.npy",
                        npy(version, "{'shape': (1L,), 'fortran_order': False, 'descr': '=f4'}", one),
                        "array"))
                .containsExactly(7);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsAnNpzStoredOrDeflated(boolean stored) throws IOException {
        byte[] rows = npy("'<f4'", false, "(2, 2)", elements(ByteOrder.LITTLE_ENDIAN, "f4", 1, 2, 3, 4));
        byte[] ids = npy("'<i8'", false, "(2,)", elements(ByteOrder.LITTLE_ENDIAN, "i8", 5, 6));
        Path file = Files.write(folder.resolve("a.npz"), zip(stored, "activations.npy", rows, "token_ids.npy", ids));
        try (TensorSource source = TensorSource.open(file)) {
            assertThat(source.names()).containsExactly("activations", "token_ids");
            assertThat(source.floats("activations")).containsExactly(1, 2, 3, 4);
            assertThat(source.info("activations").shape()).containsExactly(2, 2);
            assertThat(source.longs("token_ids")).containsExactly(5, 6);
            assertThatThrownBy(() -> source.longs("activations")).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void readsAnNpzWithZip64Fields() throws IOException {
        byte[] rows = npy("'<f4'", false, "(1, 2)", elements(ByteOrder.LITTLE_ENDIAN, "f4", 1, 2));
        Path file = folder.resolve("z.npz");
        try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(file)) {
            zip.setUseZip64(Zip64Mode.Always);
            zip.setMethod(ZipArchiveOutputStream.STORED);
            zip.putArchiveEntry(new ZipArchiveEntry("x.npy"));
            zip.write(rows);
            zip.closeArchiveEntry();
        }
        try (TensorSource source = TensorSource.open(file)) {
            assertThat(source.floats("x")).containsExactly(1, 2);
        }
    }

    private static byte[] zip(boolean stored, Object... entries) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (int i = 0; i < entries.length; i += 2) {
                byte[] content = (byte[]) entries[i + 1];
                ZipEntry entry = new ZipEntry((String) entries[i]);
                if (stored) {
                    var sum = new java.util.zip.CRC32();
                    sum.update(content);
                    entry.setMethod(ZipEntry.STORED);
                    entry.setSize(content.length);
                    entry.setCrc(sum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(content);
                zip.closeEntry();
            }
        }
        return out.toByteArray();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        TensorStream rows = TensorStream.of(TensorData.ofFloats("rows", new float[] {1, 2, 3, 4, 5, 6}, 3, 2));
        TensorStream ids = TensorStream.of(TensorData.ofLongs("ids", DType.I32, new long[] {7, 8, 9}, 3));
        NumpyWriter.npy(folder.resolve("w.npy"), rows);
        NumpyWriter.npz(folder.resolve("w.npz"), List.of(rows, ids));
        byte[] expected = npy("'<f4'", false, "(3, 2)", elements(ByteOrder.LITTLE_ENDIAN, "f4", 1, 2, 3, 4, 5, 6));
        assertThat(Files.readAllBytes(folder.resolve("w.npy"))).isEqualTo(expected);
        try (TensorSource source = TensorSource.open(folder.resolve("w.npz"))) {
            assertThat(source.floats("rows")).containsExactly(1, 2, 3, 4, 5, 6);
            assertThat(source.longs("ids")).containsExactly(7, 8, 9);
        }
        byte[] again = zip(true, "rows.npy", expected);
        assertThat(read("again.npz", again, "rows")).hasSize(6);
    }

    @Test
    void rawNumbersTakeTheirShapeFromTheFileBesideThem() throws IOException {
        byte[] data = elements(ByteOrder.BIG_ENDIAN, "f4", 1, 2, 3, 4);
        Files.writeString(
                folder.resolve("r.json"), "{\"dtype\": \"float32\", \"shape\": [2, 2], \"byte_order\": \"big\"}");
        assertThat(read("r.bin", data, "array")).containsExactly(1, 2, 3, 4);
        Files.writeString(
                folder.resolve("r.json"),
                "{\"dtype\": \"torch.float32\", \"shape\": [2, 2], \"order\": \"F\", \"byte_order\": \"big\"}");
        assertThat(read("r.bin", data, "array")).containsExactly(1, 3, 2, 4);
        Files.writeString(folder.resolve("r.json"), "{\"dtype\": \"float32\", \"shape\": [3, 2]}");
        assertRefused("r.bin", data, "16 bytes");
        Files.writeString(folder.resolve("r.json"), "{\"dtype\": \"float32\", \"shape\": [4611686018427387904, 2]}");
        assertRefused("r.bin", data, "no file can hold");
        Files.delete(folder.resolve("r.json"));
        assertRefused("r.bin", data, "r.json");
    }

    @Test
    void aFileOfMoreThanTwoGigabytesIsMapped() throws IOException {
        long rows = 700_000_000L;
        byte[] header = npy("'<f4'", false, "(" + rows + ", 1)", new byte[0]);
        Path file = Files.write(folder.resolve("huge.npy"), header);
        try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
            sparse.setLength(header.length + rows * 4);
            sparse.seek(header.length + (rows - 1) * 4);
            sparse.write(elements(ByteOrder.LITTLE_ENDIAN, "f4", 42));
        }
        try (TensorSource source = TensorSource.open(file)) {
            float[] last = new float[2];
            source.copyFloats("array", rows - 2, 2, MemorySegment.ofArray(last));
            assertThat(last).containsExactly(0, 42);
        }
    }

    @Test
    void hostileHeadersAreRefusedBeforeMemoryIsAskedFor() throws IOException {
        byte[] four = elements(ByteOrder.LITTLE_ENDIAN, "f4", 1);
        assertRefused("h.npy", npy("'<f4'", false, "(2500000000,)", four), "10000000000 bytes but it has 4");
        assertRefused("h.npy", npy("'<f4'", false, "(9999999999, 9999999999, 9999999999)", four), "no file can hold");
        assertRefused("h.npy", npy("'<f4'", false, "(-1,)", four), "shape");
        assertRefused("h.npy", npy("'<f4'", false, "(1,)", new byte[0]), "truncated");
        assertRefused("h.npy", npy("'|O'", false, "(1,)", four), "pickle");
        assertRefused("h.npy", npy("[('a', '<f4')]", false, "(1,)", four), "structured");
        assertRefused("h.npy", npy("'<U4'", false, "(1,)", four), "<U4");
        assertRefused("h.npy", npy("__import__('os')", false, "(1,)", four), "descr");
        assertRefused(
                "h.npy", npy(1, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), 'x': 1}", four), "more than");
        assertRefused("h.npy", npy(9, "{'descr': '<f4', 'fortran_order': False, 'shape': (1,)}", four), "version");
        assertRefused("h.npy", "not an array at all".getBytes(StandardCharsets.UTF_8), "does not begin");
        byte[] claims = npy(2, "{}", four);
        claims[11] = 0x7f;
        assertRefused("h.npy", claims, "header claims");
        assertRefused("h.npy", new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1}, "version");
        assertRefused("h.npy", new byte[0], "does not begin");
    }

    @Test
    void hostileArchivesAreRefused() throws IOException {
        byte[] rows = npy("'<f4'", false, "(1,)", elements(ByteOrder.LITTLE_ENDIAN, "f4", 1));
        assertRefused("h.npz", "PK\u0003\u0004 and nothing".getBytes(StandardCharsets.ISO_8859_1), "npz");
        byte[] whole = zip(true, "a.npy", rows);
        assertRefused("h.npz", java.util.Arrays.copyOf(whole, whole.length / 2), "npz");
        assertRefused("h.npz", zip(false, "archive/data.pkl", rows), "pickle");
        assertRefused("h.npz", zip(false, "../a.txt", rows), "../a.txt");
        assertRefused("h.npz", zip(true), "npz");
        assertRefused("h.npz", zip(true, "a.npy", npy("'|O'", false, "(1,)", new byte[8])), "pickle");
        byte[] deflated = zip(false, "a.npy", rows);
        int directory = directory(deflated);
        ByteBuffer.wrap(deflated).order(ByteOrder.LITTLE_ENDIAN).putInt(directory + 24, 0x7fffffff);
        assertRefused("h.npz", deflated, "claims to unpack");
        byte[] wrongSum = zip(false, "a.npy", rows);
        ByteBuffer.wrap(wrongSum).order(ByteOrder.LITTLE_ENDIAN).putInt(directory(wrongSum) + 16, 1);
        assertRefused("h.npz", wrongSum, "checksum");
        assertRefused("h.pt", "anything".getBytes(StandardCharsets.UTF_8), "pickle");
    }

    /** Where the first entry of the central directory begins. */
    private static int directory(byte[] zip) {
        return ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(zip.length - 6);
    }

    private void assertRefused(String name, byte[] content, String says) throws IOException {
        Path file = Files.write(folder.resolve(name), content);
        assertThatThrownBy(() -> TensorSource.open(file).close())
                .isInstanceOf(WorkbenchException.class)
                .isInstanceOfAny(BadInputException.class, UnsupportedException.class)
                .hasMessageContaining(says)
                .hasMessageContaining(name.substring(0, 1));
    }
}
