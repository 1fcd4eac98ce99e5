package org.latentworkbench.engine.search.syntax;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is typed: a tree, or an error with a place inside the text. */
class ScriptFuzzTest {
    /** {@code -Dsearch.fuzz=1000000} tries more than every build can. */
    private static final int STRINGS = Integer.getInteger("search.fuzz", 60_000) / 2;

    private static final String SIGNS = " ()[]{}|*+?.=<>!\\`#\n\r\t,:&0123abvTn\"“”-é😀";
    private static final List<String> SEEDS = List.of(
            "# c\ngirl = ( Lily| Sue)\n[girl] said",
            "[a=.][b=.].*[a](?=[b])",
            "(?<! the| a)( cat){1,3}[re ` [a-z]+` search=True]",
            "[prefix (Once upon)] [literals `x`] [var_variant [v]]",
            "within{5} a [123>=0.5 & !(40 | label:\"female name\")][concept:name]\\#\\n");

    @Test
    void randomSignsAreReadOrRefusedWithAPlaceInside() {
        Random random = new Random(7);
        for (int i = 0; i < STRINGS; i++) {
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(24);
            for (int j = 0; j < length; j++) {
                text.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
            }
            check(text.toString());
        }
    }

    @Test
    void damagedScriptsAreReadOrRefusedWithAPlaceInside() {
        Random random = new Random(8);
        for (int i = 0; i < STRINGS; i++) {
            StringBuilder text = new StringBuilder(SEEDS.get(random.nextInt(SEEDS.size())));
            for (int change = 0; change <= random.nextInt(4) && !text.isEmpty(); change++) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                    default -> text.setCharAt(at, SIGNS.charAt(random.nextInt(SIGNS.length())));
                }
            }
            check(text.toString());
        }
    }

    @Test
    void deepNestingIsRefusedAndNotACrash() {
        for (String deep : List.of("(", "[v=", "(?=", "[!", "[prefix (")) {
            check(deep.repeat(100_000));
        }
        check("." + "*".repeat(100_000));
    }

    private static void check(String script) {
        try {
            Script parsed = ScriptParser.parse(script);
            assertThat(parsed.lines()).isNotEmpty();
            FormatterTest.assertKept(script);
        } catch (TokenRegexException e) {
            assertThat(e.offset()).as(script).isBetween(0, script.length());
            assertThat(e.offset() + e.length()).as(script).isBetween(0, script.length());
            assertThat(e.line()).as(script).isBetween(1, (int) script.lines().count() + 1);
            assertThat(e.column()).as(script).isPositive();
            assertThat(e.getMessage()).as(script).isNotBlank();
            assertThat(e.rendering()).as(script).contains("^");
            e.fix().ifPresent(fix -> assertThat(fix.script()).as(script).isNotEqualTo(script));
        }
        int end = 0;
        for (StyledSpan styled : Highlighter.highlight(script)) {
            assertThat(styled.span().offset()).as(script).isGreaterThanOrEqualTo(end);
            end = styled.span().end();
        }
        assertThat(end).as(script).isLessThanOrEqualTo(script.length());
    }
}
