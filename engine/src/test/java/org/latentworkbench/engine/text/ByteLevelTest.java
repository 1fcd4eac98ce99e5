package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ByteLevelTest {
    @Property
    void everyByteHasItsCharacter(@ForAll @IntRange(max = 255) int b) {
        assertThat(ByteLevel.unsignedByte(ByteLevel.character(b))).isEqualTo(b);
    }

    @Test
    void agreesWithTheTableOfGptTwo() {
        assertThat(ByteLevel.write(" a\n\u00e9")).isEqualTo("\u0120a\u010a\u00c3\u00a9");
        assertThat(ByteLevel.character(0xAD)).isEqualTo('\u0143');
        assertThat(ByteLevel.unsignedByte('\u4f60')).isEqualTo(-1);
    }
}
