package org.latentworkbench.engine.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.sae.SaeKind;

class TrainingConfigTest {
    @Test
    void kMustNotExceedTheWidth() {
        assertThatThrownBy(() -> TrainingConfig.defaults(new SaeKind.TopK(65), 64, 128, 10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("k is 65 but the width is only 64");
    }

    @Test
    void theLastPrefixMustBeTheWidth() {
        SaeKind kind = new SaeKind.Matryoshka(4, List.of(16, 32));
        assertThatThrownBy(() -> TrainingConfig.defaults(kind, 64, 128, 10, 1))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("[16, 32]")
                .hasMessageContaining("64");
    }

    @Test
    void prefixesMustAscend() {
        assertThatThrownBy(() -> new SaeKind.Matryoshka(4, List.of(32, 16)))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("ascending");
    }

    @Test
    void kindsThatAreOnlyReadAreNotTrained() {
        assertThatThrownBy(() -> TrainingConfig.defaults(new SaeKind.Relu(), 64, 128, 10, 1))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("relu");
    }

    @Test
    void auxKTakesThePowerOfTwoNearestToHalfTheWidth() {
        assertThat(AuxiliaryLoss.defaultLatents(32)).isEqualTo(16);
        assertThat(AuxiliaryLoss.defaultLatents(64)).isEqualTo(32);
        assertThat(AuxiliaryLoss.defaultLatents(512)).isEqualTo(256);
        assertThat(AuxiliaryLoss.defaultLatents(768)).isEqualTo(512);
    }

    @Test
    void theDefaultDeadWindowIsTheLeastOfThree() {
        assertThat(DeadLatents.defaultWindow(1_000_000, 100_000_000)).isEqualTo(1_000_000);
        assertThat(DeadLatents.defaultWindow(1L << 40, 1L << 40)).isEqualTo(10_000_000);
        assertThat(DeadLatents.defaultWindow(1_000_000, 500_000)).isEqualTo(100_000);
    }
}
