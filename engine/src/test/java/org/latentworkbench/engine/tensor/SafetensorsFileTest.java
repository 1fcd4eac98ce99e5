package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.FloatRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.error.UnsupportedException;

class SafetensorsFileTest {
    @TempDir
    Path folder;

    private Path file(String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        return raw(json.length, json, dataBytes);
    }

    private Path raw(long claimed, byte[] json, int dataBytes) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(claimed).put(json);
        return Files.write(folder.resolve("x.safetensors"), bytes.array());
    }

    @Test
    void readsBackWhatWasWritten() {
        Path path = folder.resolve("w.safetensors");
        SafetensorsWriter.write(
                path,
                List.of(
                        TensorData.ofLongs("bytes", DType.U8, new long[] {0, 255, 7}, 3),
                        TensorData.ofFloats("matrix", new float[] {1, 2, 3, 4, 5, -6.5f}, 2, 3),
                        TensorData.ofFloats("scalar", new float[] {42}),
                        TensorData.ofFloats("empty", new float[0], 0, 5),
                        TensorData.ofLongs("ids", DType.I64, new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE}, 3)),
                Map.of("format", "pt"));
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.names()).containsExactlyInAnyOrder("bytes", "matrix", "scalar", "empty", "ids");
            assertThat(file.floats("matrix")).containsExactly(1, 2, 3, 4, 5, -6.5f);
            assertThat(file.info("matrix").shape()).containsExactly(2, 3);
            assertThat(file.floats("scalar")).containsExactly(42);
            assertThat(file.floats("empty")).isEmpty();
            assertThat(file.longs("ids")).containsExactly(Long.MIN_VALUE, -1, Long.MAX_VALUE);
            assertThat(file.longs("bytes")).containsExactly(0, 255, 7);
            assertThat(file.metadata()).containsExactly(Map.entry("format", "pt"));
        }
    }

    @Test
    void padsTheHeaderToEightBytes() throws IOException {
        Path path = folder.resolve("w.safetensors");
        SafetensorsWriter.write(path, List.of(TensorData.ofFloats("a", new float[] {1}, 1)), Map.of());
        byte[] bytes = Files.readAllBytes(path);
        long length = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
        assertThat(length % 8).isZero();
        assertThat(bytes).hasSize((int) length + 8 + 4);
    }

    @ParameterizedTest
    @CsvSource({"I32, -5", "I16, -300", "I8, -100", "U32, 4294967295", "U16, 65535", "U8, 200", "BOOL, 1"})
    void readsEveryIntegerType(DType type, long value) {
        Path path = folder.resolve("w.safetensors");
        SafetensorsWriter.write(path, List.of(TensorData.ofLongs("a", type, new long[] {value, 1}, 2)), Map.of());
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.longs("a")).containsExactly(value, 1);
            assertThat(file.floats("a")).containsExactly((float) value, 1);
        }
    }

    @Property(tries = 50)
    void halfTypesKeepTheirPrecision(@ForAll @Size(max = 20) List<@FloatRange(min = -1000, max = 1000) Float> values)
            throws IOException {
        float[] floats = new float[values.size()];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = values.get(i);
        }
        Path path = Files.createTempFile("half", ".safetensors");
        try {
            SafetensorsWriter.write(
                    path,
                    List.of(
                            TensorData.ofFloats("f16", DType.F16, MemorySegment.ofArray(floats), floats.length),
                            TensorData.ofFloats("bf16", DType.BF16, MemorySegment.ofArray(floats), floats.length),
                            TensorData.ofFloats("f64", DType.F64, MemorySegment.ofArray(floats), floats.length)),
                    Map.of());
            try (SafetensorsFile file = SafetensorsFile.open(path)) {
                float[] f16 = file.floats("f16");
                float[] bf16 = file.floats("bf16");
                for (int i = 0; i < floats.length; i++) {
                    float size = Math.abs(floats[i]);
                    assertThat(f16[i]).isCloseTo(floats[i], within(size / 2048 + 1e-7f));
                    assertThat(bf16[i]).isCloseTo(floats[i], within(size / 256));
                }
                assertThat(file.floats("f64")).containsExactly(floats);
            }
        } finally {
            Files.delete(path);
        }
    }

    @Test
    void bfloat16KeepsInfinitiesAndNotANumber() {
        Path path = folder.resolve("w.safetensors");
        float[] values = {Float.NaN, Float.intBitsToFloat(0x7f800001), Float.POSITIVE_INFINITY, Float.MAX_VALUE, -0f};
        SafetensorsWriter.write(
                path, List.of(TensorData.ofFloats("a", DType.BF16, MemorySegment.ofArray(values), 5)), Map.of());
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            assertThat(file.floats("a"))
                    .containsExactly(Float.NaN, Float.NaN, Float.POSITIVE_INFINITY, Float.POSITIVE_INFINITY, -0f);
        }
    }

    @Test
    void readsARowBehindTwoGibibytes() throws IOException {
        Path path = folder.resolve("big.safetensors");
        long rows = 40_000;
        long columns = 16_384;
        long bytes = rows * columns * 4; // 2.4 GiB, sparse on disk
        String json = "{\"w\":{\"dtype\":\"F32\",\"shape\":[" + rows + "," + columns + "],\"data_offsets\":[0," + bytes
                + "]}}";
        try (RandomAccessFile out = new RandomAccessFile(path.toFile(), "rw")) {
            out.setLength(8 + json.length() + bytes);
            out.writeLong(Long.reverseBytes(json.length()));
            out.write(json.getBytes(StandardCharsets.UTF_8));
            out.seek(8 + json.length() + bytes - 4);
            out.writeInt(Integer.reverseBytes(Float.floatToIntBits(7.5f)));
        }
        try (SafetensorsFile file = SafetensorsFile.open(path)) {
            float[] row = new float[(int) columns];
            file.copyFloats("w", (rows - 1) * columns, columns, MemorySegment.ofArray(row));
            assertThat(row[row.length - 1]).isEqualTo(7.5f);
            assertThat(row[0]).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 4 | truncated",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]}} | 12 | cover 8 bytes of 12",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | leaves a hole",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[0,8]},\"b\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[4,8]}} | 8 | overlaps",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[3],\"data_offsets\":[0,8]}} | 8 | needs 12 bytes but has 8",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[-1],\"data_offsets\":[0,8]}} | 8 | whole numbers",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387904,4],\"data_offsets\":[0,0]}} | 0 | overflows",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2],\"data_offsets\":[8,0]}} | 8 | claims bytes 8 to 0",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]},\"a\":{\"dtype\":\"F32\",\"shape\":[0],\"data_offsets\":[0,0]}} | 0 | twice",
                "{\"a\":{\"dtype\":\"F32\",\"shape\":[2]}} | 8 | lacks",
                "{\"a\":7} | 8 | is not an object",
                "{\"__metadata__\":{\"k\":1}} | 0 | is not a string",
                "{\"a\": | 0 | JSON",
                "{} {} | 0 | follows",
                "[] | 0 | does not start with {",
            })
    void refusesADamagedHeaderInOneSentence(String header, int dataBytes, String reason) throws IOException {
        Path path = file(header, dataBytes);
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("x.safetensors is not a valid safetensors file")
                .hasMessageContaining(reason);
    }

    @Test
    void refusesAClaimOfTenGigabytesBeforeAllocating() throws IOException {
        Path path = raw(10_000_000_000L, "{}".getBytes(StandardCharsets.UTF_8), 0);
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("claims 10000000000 bytes");
        Path within = raw(90_000_000L, "{}".getBytes(StandardCharsets.UTF_8), 0);
        assertThatThrownBy(() -> SafetensorsFile.open(within))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("has only");
        Path negative = raw(-1, "{}".getBytes(StandardCharsets.UTF_8), 0);
        assertThatThrownBy(() -> SafetensorsFile.open(negative)).isInstanceOf(BadInputException.class);
    }

    @Test
    void refusesDeeplyNestedJson() throws IOException {
        String deep = "{\"a\":{\"x\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}}";
        assertThatThrownBy(() -> SafetensorsFile.open(file(deep, 0))).isInstanceOf(BadInputException.class);
    }

    @Test
    void namesAnElementTypeThatIsNotRead() throws IOException {
        Path path = file("{\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        assertThatThrownBy(() -> SafetensorsFile.open(path))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("F8_E4M3");
    }

    @Test
    void saysWhatIsMissing() {
        assertThatThrownBy(() -> SafetensorsFile.open(folder.resolve("none.safetensors")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("There is no file");
        SafetensorsWriter.write(folder.resolve("e.safetensors"), List.of(), Map.of());
        try (SafetensorsFile file = SafetensorsFile.open(folder.resolve("e.safetensors"))) {
            assertThatThrownBy(() -> file.floats("q"))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("no tensor `q`");
        }
    }

    @Test
    void everyCutOfAFileIsRefused() throws IOException {
        Path path = folder.resolve("w.safetensors");
        SafetensorsWriter.write(path, List.of(TensorData.ofFloats("a", new float[] {1, 2}, 2)), Map.of());
        byte[] whole = Files.readAllBytes(path);
        for (int length = 0; length < whole.length; length++) {
            Path cut = Files.write(folder.resolve("cut.safetensors"), java.util.Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> SafetensorsFile.open(cut)).isInstanceOf(BadInputException.class);
        }
    }

    @Test
    void leavesTheOldFileWhenItCannotWrite() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");
        assertThatThrownBy(() -> SafetensorsWriter.write(notAFolder.resolve("w.safetensors"), List.of(), Map.of()))
                .isInstanceOf(ResourceException.class);
    }
}
