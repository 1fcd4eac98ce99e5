package org.latentworkbench.app.gui.latents;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberFilterTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            0.5;      0.5;   true
            0.5;      0.49;  false
            > 0.5;    0.5;   false
            >0.5;     0.51;  true
            >= 0.5;   0.5;   true
            < 2;      2;     false
            ≤ 2;      2;     true
            = 3;      3;     true
            = 3;      3.1;   false
            1-2;      2;     true
            2..1;     1.5;   true
            1–2;      2.1;   false
            1e-4;     0.0001;true
            .5;       0.6;   true
            """)
    void readsRangesAsAPersonWritesThem(String written, double value, boolean passes) {
        assertThat(NumberFilter.parse(written, ">=").orElseThrow().accepts(value))
                .isEqualTo(passes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "> ", "1 2", "--1", "1-", ">>2"})
    void refusesWhatIsNoRange(String written) {
        assertThat(NumberFilter.parse(written, ">=")).isEmpty();
    }

    @Test
    void aBareNumberMeansWhatItsFieldSays() {
        assertThat(NumberFilter.parse("7", "=").orElseThrow().accepts(8)).isFalse();
        assertThat(NumberFilter.parse("", "=")).contains(NumberFilter.ALL);
    }
}
