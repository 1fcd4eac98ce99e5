package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Large matrices lie on large pages where the system has them, and are given back with their arena. */
class LargePagesTest {
    private static final Path SWITCH = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");
    private static final Path MAPPINGS = Path.of("/proc/self/smaps");
    private static final long PAGE = 2 << 20;
    private static final int COLUMNS = 1 << 20;

    @Test
    void aLargeMatrixIsZeroAlignedAndMostlyOnLargePages() throws IOException {
        assumeThat(Files.isReadable(SWITCH)).isTrue();
        assumeThat(Files.readString(SWITCH)).doesNotContain("[never]");
        try (Arena arena = Arena.ofShared()) {
            FloatMatrix matrix = FloatMatrix.allocate(arena, 16, COLUMNS);
            assertThat(matrix.data().address() % PAGE).isZero();
            assertThat(matrix.data().asSlice(0, 1 << 16).toArray(ValueLayout.JAVA_FLOAT))
                    .containsOnly(0);
            matrix.data().fill((byte) 1);
            assertThat(figure(matrix.data(), "AnonHugePages:"))
                    .isGreaterThan(matrix.data().byteSize() / 2);
        }
    }

    @Test
    void theArenaGivesTheMemoryBack() throws IOException {
        assumeThat(Files.isReadable(MAPPINGS)).isTrue();
        MemorySegment data;
        try (Arena arena = Arena.ofShared()) {
            data = FloatMatrix.allocate(arena, 16, COLUMNS).data();
            data.fill((byte) 1);
            assertThat(figure(data, "Rss:")).isGreaterThanOrEqualTo(data.byteSize());
        }
        assertThatThrownBy(() -> data.get(ValueLayout.JAVA_FLOAT, 0)).isInstanceOf(IllegalStateException.class);
        assertThat(figure(data, "Rss:")).isLessThan(data.byteSize() / 2);
    }

    @Test
    void aSmallMatrixComesFromItsArena() {
        try (Arena arena = Arena.ofConfined()) {
            assertThat(LargePages.allocate(arena, PAGE)).isEmpty();
        }
    }

    /** A figure of the mapping that holds the first byte of some memory, in bytes; 0 if none does. */
    private static long figure(MemorySegment data, String name) throws IOException {
        List<String> lines = Files.readAllLines(MAPPINGS);
        boolean here = false;
        for (String line : lines) {
            if (line.matches("[0-9a-f]+-[0-9a-f]+ .*")) {
                long from = Long.parseUnsignedLong(line.substring(0, line.indexOf('-')), 16);
                long to = Long.parseUnsignedLong(line.substring(line.indexOf('-') + 1, line.indexOf(' ')), 16);
                here = Long.compareUnsigned(from, data.address()) <= 0 && Long.compareUnsigned(data.address(), to) < 0;
            } else if (here && line.startsWith(name)) {
                return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
            }
        }
        return 0;
    }
}
