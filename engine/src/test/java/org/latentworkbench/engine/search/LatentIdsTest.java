package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.error.BadInputException;

final class LatentIdsTest {
    @Test
    void idsAndRangesAreRead() {
        assertThat(LatentIds.parse("3,7, 10-12", 20).stream()).containsExactly(3, 7, 10, 11, 12);
        assertThat(LatentIds.parse(" 3 7\t9 - 10 ", 20).stream()).containsExactly(3, 7, 9, 10);
        assertThat(LatentIds.parse("0–19", 20).stream().boxed())
                .containsExactlyElementsOf(IntStream.range(0, 20).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "3,,4", "-1", "5-3", "20", "3-20", "99999999999", "1.5"})
    void anythingElseIsRefused(String written) {
        assertThatThrownBy(() -> LatentIds.parse(written, 20)).isInstanceOf(BadInputException.class);
    }
}
