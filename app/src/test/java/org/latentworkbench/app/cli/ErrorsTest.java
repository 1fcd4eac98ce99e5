package org.latentworkbench.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ErrorsTest {
    @Test
    void aFullGpuIsNamedAndEverythingElseIsShown() {
        for (String message : new String[] {
            "CUDA out of memory. Tried to allocate 384.00 MiB. GPU 0 has a total capacity of 79.18 GiB",
            "CUDA error: CUBLAS_STATUS_ALLOC_FAILED when calling `cublasCreate(handle)`"
        }) {
            assertThat(Errors.unexpected(new IllegalStateException(message)))
                    .startsWith("The GPU has not enough memory.")
                    .endsWith("cpu.");
        }
        assertThat(Errors.unexpected(new IllegalStateException("odd"))).contains("IllegalStateException", "odd");
    }
}
