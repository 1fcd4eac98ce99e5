package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

final class ProcessMemoryTest {
    private static final int ROWS = 64 << 10;

    @Test
    @EnabledOnOs(OS.LINUX)
    void memoryThatIsWrittenIsHeld() {
        ProcessMemory before = ProcessMemory.now();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix matrix = FloatMatrix.allocate(arena, ROWS, 1024);
            matrix.data().fill((byte) 1);
            ProcessMemory held = ProcessMemory.now();
            assertThat(held.own() - before.own()).isGreaterThan(matrix.data().byteSize() * 3 / 4);
            assertThat(held.resident()).isGreaterThanOrEqualTo(held.own());
            assertThat(held.peak()).isGreaterThanOrEqualTo(held.own());
            assertThat(held.mapped()).isPositive();
        }
    }
}
