package org.latentworkbench.engine.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import org.junit.jupiter.api.Test;

class JobContextTest {
    @Test
    void silentContextIsNeverCancelledAndIsItsOwnPart() {
        JobContext silent = JobContext.silent();
        assertThatCode(silent::checkCancelled).doesNotThrowAnyException();
        assertThat(silent.part("anything", 0.5)).isSameAs(silent);
    }
}
