package org.latentworkbench.engine.search.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EditorSupportTest {
    private static TokenRegexException error(String script) {
        return catchThrowableOfType(TokenRegexException.class, () -> ScriptParser.parse(script));
    }

    @Test
    void aQuantifierOnAWordIsShownBesideItsMendedForm() {
        TokenRegexException error = error("name = ( a)\n( big| small) cat+");
        assertThat(error).hasMessage("“+” repeats a block, not a word: write ( cat)+");
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(18);
        assertThat(error.script().substring(error.offset(), error.offset() + error.length()))
                .isEqualTo("cat+");
        assertThat(error.rendering()).endsWith("( big| small) cat+\n              ~~~^");
    }

    @TestFactory
    Stream<DynamicTest> nearMissesAreMended() {
        return Stream.of(
                        List.of(" a cat+", " a( cat)+"),
                        List.of(" cat{2,3} sat", "( cat){2,3} sat"),
                        List.of("( cat) +", "( cat)+"),
                        List.of("( cat|)", "( cat)?"),
                        List.of("( cat", "( cat)"),
                        List.of("( cat # why", "( cat) # why"),
                        List.of(" cat)", " cat\\)"),
                        List.of("* cat", ".* cat"),
                        List.of("( very){3,2}", "( very){2,3}"),
                        List.of("( very){,}", "( very)*"),
                        List.of("[re `[a-z]+]", "[re `[a-z]+`]"),
                        List.of(" a(?: big) cat", " a( big) cat"),
                        List.of(" a\\d", " a[re `\\d`]"),
                        List.of("[a-z]+", "[re `[a-z]+`]"),
                        List.of("a = b", "a = b\n[a]"),
                        List.of(" 1 = 2", " 1 \\= 2"),
                        List.of("animal = ( cat| dog)", "animal = ( cat| dog)\n[animal]"),
                        List.of("[re `x` search=true]", "[re `x` search=True]"))
                .map(pair -> DynamicTest.dynamicTest(pair.getFirst(), () -> {
                    Fix fix = error(pair.getFirst()).fix().orElseThrow();
                    assertThat(fix.script()).isEqualTo(pair.getLast());
                    assertThat(ScriptParser.parse(fix.script()).lines()).isNotEmpty();
                }));
    }

    @Test
    void everyStretchHasItsStyle() {
        String script = "who = ( he) # c\n[who] [re `x`][v=.][v]{2}\\.[3>0.5]";
        List<String> styled = Highlighter.highlight(script).stream()
                .map(span -> span.style() + " "
                        + script.substring(span.span().offset(), span.span().end()))
                .toList();
        assertThat(styled)
                .startsWith("NAME who", "OPERATOR =", "OPERATOR (", "LITERAL  he", "OPERATOR )", "COMMENT # c")
                .containsSubsequence("OPERATOR [", "NAME who", "OPERATOR ]", "MACRO re", "QUOTED `x`")
                .containsSubsequence("NAME v", "OPERATOR =", "OPERATOR .", "NAME v", "NUMBER 2", "LITERAL \\.")
                .endsWith("NUMBER 3", "OPERATOR >", "NUMBER 0.5", "OPERATOR ]");
    }

    @Test
    void linesAfterAnErrorKeepTheirStyles() {
        String script = "( cat\n who";
        assertThat(Highlighter.highlight(script)).contains(new StyledSpan(new Span(6, 4), TextStyle.LITERAL));
    }

    @Test
    void completionsDependOnThePlace() {
        Completer completer = new Completer(List.of("animals"), List.of("female name"), List.of("talking and telling"));
        String script = "vip = ( Lily)\n[v=.] [v";
        assertThat(completer.complete(script, script.length()))
                .extracting(Completion::text)
                .startsWith("v", "vip")
                .contains("var_variant [v]");
        assertThat(texts(completer, " said")).isEmpty();
        assertThat(texts(completer, "[literals `an")).containsExactly("animals`");
        assertThat(texts(completer, "[concept:fe")).containsExactly("female name");
        assertThat(texts(completer, "[label:\"talk")).containsExactly("talking and telling\"");
        assertThat(texts(completer, "[12 & fl")).containsExactly("flex `…`");
    }

    private static List<String> texts(Completer completer, String script) {
        return completer.complete(script, script.length()).stream()
                .map(Completion::text)
                .toList();
    }

    @Test
    void everyMacroIsInTheReference() {
        String all = LanguageReference.entries().toString();
        for (Macro macro : Macro.values()) {
            if (macro != Macro.POS && macro != Macro.RE_TOK_SET) {
                assertThat(all).contains("[" + macro.text());
            }
        }
    }
}
