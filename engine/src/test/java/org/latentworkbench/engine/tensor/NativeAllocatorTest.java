package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class NativeAllocatorTest {
    private static final Path FAULTS = Path.of("/proc/self/stat");
    private static final int ROUNDS = 50;
    private static final long PAGE = 4096;

    @Test
    void largeResultsReuseThePagesOfThoseBefore() throws IOException {
        assumeTrue(Files.isReadable(FAULTS)
                && Files.readString(Path.of("/proc/self/maps")).contains("/libc.so.6"));
        try (NativeScope scope = NativeScope.open(ComputeDevice.CPU)) {
            long elements = 8L << 20;
            NDArray source = scope.manager().ones(new Shape(elements));
            source.add(1).close();
            long before = faults();
            for (int round = 0; round < ROUNDS; round++) {
                source.add(1).close();
            }
            long pagesOfAll = ROUNDS * elements * Float.BYTES / PAGE;
            assertThat(faults() - before).isLessThan(pagesOfAll / 4);
        }
    }

    /** Page faults of this process that needed no disk: the tenth field, counted after the name in parentheses. */
    private static long faults() throws IOException {
        String stat = Files.readString(FAULTS);
        return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[7]);
    }
}
