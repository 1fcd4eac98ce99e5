package org.latentworkbench.engine.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.error.WorkbenchException;

class ArrayFileTest {
    @TempDir
    Path folder;

    @Test
    void arraysComeBackAsTheyWere() {
        Path file = folder.resolve("numbers.bin");
        ArrayFile.write(
                file,
                "test/numbers",
                2,
                Map.of(
                        "i", new int[] {1, -2},
                        "l", new long[] {Long.MIN_VALUE},
                        "f", new float[] {0.5f, Float.NaN},
                        "d", new double[] {Math.PI},
                        "s", new short[0]));
        ArrayFile read = ArrayFile.read(file, "test/numbers", 2);
        assertThat(read.ints("i", 2)).containsExactly(1, -2);
        assertThat(read.longs("l", 1)).containsExactly(Long.MIN_VALUE);
        assertThat(read.floats("f", -1)).containsExactly(0.5f, Float.NaN);
        assertThat(read.doubles("d", 1)).containsExactly(Math.PI);
        assertThat(read.shorts("s", 0)).isEmpty();
        assertThatThrownBy(() -> read.ints("i", 3)).hasMessageContaining("2 elements, expected 3");
        assertThatThrownBy(() -> read.ints("f", 2)).hasMessageContaining("holds no int[] \"f\"");
    }

    @Test
    void anotherKindOrANewerVersionIsRefused() {
        Path file = folder.resolve("numbers.bin");
        ArrayFile.write(file, "test/numbers", 2, Map.of("i", new int[] {1}));
        assertThatThrownBy(() -> ArrayFile.read(file, "test/letters", 2))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("is test/numbers, expected test/letters");
        assertThatThrownBy(() -> ArrayFile.read(file, "test/numbers", 1))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("version 2");
    }

    @Test
    void everyTruncationAndEveryFlippedByteIsAClearError() throws IOException {
        Path file = folder.resolve("numbers.bin");
        ArrayFile.write(file, "test/numbers", 1, Map.of("i", new int[] {1, 2, 3}));
        byte[] whole = Files.readAllBytes(file);
        for (int length = 0; length < whole.length; length++) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThatThrownBy(() -> ArrayFile.read(file, "test/numbers", 1).ints("i", 3))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("numbers.bin");
        }
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) 0x81;
            Files.write(file, flipped);
            assertThatThrownBy(() -> ArrayFile.read(file, "test/numbers", 1).ints("i", 3))
                    .as("byte %d", at)
                    .isInstanceOf(WorkbenchException.class)
                    .hasMessageContaining("numbers.bin");
        }
    }
}
