package org.latentworkbench.app.gui;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.latentworkbench.engine.error.BadInputException;

class WordsTest {
    @ParameterizedTest
    @CsvSource({"843, 843", "4.5, 4.5", "68000, 68 k", "4700000, 4.7 M", "9960, 10 k", "999600, 1.0 M", "2e9, 2.0 G"})
    void largeCountsAreRough(double number, String words) {
        assertThat(Words.roughly(number)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({"181, 181 B", "76000000, 76 MB", "1100000000, 1.1 GB", "999999, 1.0 MB", "0, 0 B"})
    void bytesHaveOneUnit(long bytes, String words) {
        assertThat(Words.bytes(bytes)).isEqualTo(words);
    }

    @ParameterizedTest
    @CsvSource({
        "8, 8 s",
        "59, 59 s",
        "60, 1 min",
        "160, 2 min 40 s",
        "186, 3 min 06 s",
        "3600, 1 h",
        "11520, 3 h 12 min"
    })
    void durationsHaveTwoUnitsAtMost(long seconds, String words) {
        assertThat(Words.duration(Duration.ofSeconds(seconds))).isEqualTo(words);
    }

    @Test
    void nearDaysHaveNames() {
        LocalDate today = LocalDate.of(2026, 11, 20);
        assertThat(Words.day(today, today)).isEqualTo("today");
        assertThat(Words.day(today.minusDays(1), today)).isEqualTo("yesterday");
        assertThat(Words.day(today.minusDays(8), today)).isEqualTo("12 Nov");
        assertThat(Words.day(today.minusYears(1), today)).isEqualTo("20 Nov 2025");
    }

    @Test
    void onlyOurOwnMessagesAreShownToPeople() {
        assertThat(Words.reason(new BadInputException("The file is cut off."))).isEqualTo("The file is cut off.");
        assertThat(Words.reason(new NullPointerException("secret")))
                .doesNotContain("secret")
                .contains("log");
    }
}
