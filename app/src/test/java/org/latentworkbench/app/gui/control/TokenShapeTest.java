package org.latentworkbench.app.gui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenShapeTest {
    @Test
    void aLeadingBlankIsTheGapBeforeTheCell() {
        assertThat(TokenShape.of(" Lily", false)).isEqualTo(new TokenShape(1, "Lily", false));
        assertThat(TokenShape.of("ily", false)).isEqualTo(new TokenShape(0, "ily", false));
    }

    @Test
    void marksMakeBlanksPartOfTheCell() {
        assertThat(TokenShape.of(" Lily", true)).isEqualTo(new TokenShape(0, "·Lily", false));
        assertThat(TokenShape.of("  ", true)).isEqualTo(new TokenShape(0, "··", true));
    }

    @Test
    void lineBreaksAndControlCharactersAreNeverInvisible() {
        assertThat(TokenShape.of("\n\n", false)).isEqualTo(new TokenShape(0, "↵↵", true));
        assertThat(TokenShape.of(".\n", false)).isEqualTo(new TokenShape(0, ".↵", false));
        assertThat(TokenShape.of("\u0000", false).body()).isEqualTo("␀");
    }

    @Test
    void aTokenOfBytesThatMakeNoCharacterIsShown() {
        assertThat(TokenShape.of("\ufffd", false).body()).isEqualTo("\ufffd");
        assertThat(TokenShape.of("", false)).isEqualTo(new TokenShape(0, "", false));
    }
}
