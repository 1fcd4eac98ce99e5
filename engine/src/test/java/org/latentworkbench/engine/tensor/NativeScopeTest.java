package org.latentworkbench.engine.tensor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;

class NativeScopeTest {
    @Test
    void anArrayOutlivesTheMemoryItWasUploadedFrom() {
        try (NativeScope scope = NativeScope.open(ComputeDevice.CPU)) {
            NDArray array;
            try (Arena arena = Arena.ofConfined()) {
                MemorySegment floats = arena.allocateFrom(ValueLayout.JAVA_FLOAT, 1, 2, 3, 4);
                array = scope.upload(floats, 2, 2);
                floats.fill((byte) 0x7f);
            }
            assertThat(NativeScope.download(array)).containsExactly(1, 2, 3, 4);
            assertThat(array.getShape().getShape()).containsExactly(2, 2);
        }
    }

    @Test
    void aChildFreesWhatIsNotKept() {
        try (NativeScope scope = NativeScope.open(ComputeDevice.CPU)) {
            NDArray kept;
            try (NativeScope child = scope.child()) {
                NDArray made = child.upload(new long[] {1, 2, 3}, 3);
                kept = scope.keep(made.add(1));
                assertThat(child.arrays()).isEqualTo(1);
            }
            assertThat(kept.toLongArray()).containsExactly(2, 3, 4);
            assertThat(scope.arrays()).isEqualTo(1);
        }
    }

    @Test
    void devicesAreNamedAndDescribed() {
        assertThat(ComputeDevice.parse("cpu")).isEqualTo(ComputeDevice.CPU);
        assertThat(ComputeDevice.parse(" Auto ")).isIn(ComputeDevice.CPU, ComputeDevice.CUDA);
        assertThat(ComputeDevice.CPU.describe()).matches("CPU, \\d+ threads?");
        assertThatThrownBy(() -> ComputeDevice.parse("tpu"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("auto, cpu or cuda");
    }
}
