package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.search.syntax.LanguageReference;
import org.latentworkbench.engine.search.syntax.TokenRegexException;
import org.latentworkbench.engine.text.Concept;
import org.latentworkbench.engine.text.Vocabulary;

class TokenRegexTest {
    private static final List<String> WORDS =
            List.of("<s>", " the", " cat", " Cat", " said", " sat", ".", " é", " x1", "\n", " cat", " big", " a");
    private static final RegexEnvironment ENVIRONMENT =
            RegexEnvironment.of(Vocabulary.of(WORDS), TokenRegexTest::tokenize, OptionalInt.of(0));

    private static int[] tokenize(String text) {
        return Arrays.stream(text.split("(?= )|(?=\\.)|(?<=\n)", -1))
                .mapToInt(WORDS::indexOf)
                .filter(id -> id >= 0)
                .toArray();
    }

    private static int[] positions(String script, int... tokens) {
        return TokenRegex.compile(script, ENVIRONMENT)
                .match(tokens, tokens.length)
                .positions();
    }

    @Test
    void tokensOfEqualTextAreEqual() {
        assertThat(positions(" cat", 2, 10, 3)).containsExactly(0, 1);
        assertThat(positions("[a=.][a]", 2, 10, 3)).containsExactly(1);
        assertThat(positions("[a=.].*[a]", 2, 1, 10, 3)).containsExactly(2);
    }

    @Test
    void caseIsIgnoredOnlyWhenAsked() {
        int[] tokens = {3, 2};
        assertThat(positions(" cat", tokens)).containsExactly(1);
        TokenRegex folded = TokenRegex.compile(" CAT", ENVIRONMENT, true);
        assertThat(folded.match(tokens, 2).positions()).containsExactly(0, 1);
        assertThat(TokenRegex.compile("[a=.][a]", ENVIRONMENT, true)
                        .match(tokens, 2)
                        .positions())
                .containsExactly(1);
        assertThat(TokenRegex.compile("[re ` CAT`]", ENVIRONMENT, true)
                        .match(tokens, 2)
                        .positions())
                .containsExactly(0, 1);
    }

    @Test
    void expressionsReadUnicodeAsPythonDoes() {
        assertThat(positions("[re ` \\w`]", 7, 2)).containsExactly(0);
        assertThat(positions("[re ` [^\\W\\d]+`]", 7, 8, 2)).containsExactly(0, 2);
        assertThat(positions("[re `\\s`]", 9)).containsExactly(0);
        assertThat(positions("[re `t$` search=True]", 2, 5, 4)).containsExactly(0, 1);
        assertThatThrownBy(() -> positions("[re `(?=a)b`]")).hasMessageContaining("linear time");
        assertThatThrownBy(() -> positions("[re `(`]")).isInstanceOf(TokenRegexException.class);
    }

    @Test
    void conditionsOnTextAloneCombine() {
        assertThat(positions("[re ` .*` & !flex `the|cat`]", 1, 2, 3, 4, 6)).containsExactly(3);
        assertThat(positions("[flex `cat` | re `\\.`]", 1, 2, 6)).containsExactly(1, 2);
        assertThatThrownBy(() -> positions("two = ( the cat)\n[two & re `x`]"))
                .hasMessageContaining("exactly one token");
    }

    @Test
    void conceptsHoldWhereTheFactsSay() {
        TokenFacts facts = new TokenFacts() {
            @Override
            public void activations(int[] latents, int length, float[][] into) {}

            @Override
            public void concept(int concept, int length, boolean[] into) {
                into[concept] = true;
            }
        };
        RegexEnvironment known =
                ENVIRONMENT.withConcepts(List.of(new Concept(0, "thing", -1), new Concept(1, "female name", 0)));
        RegexMatcher matcher =
                TokenRegex.compile("[concept:Female name] said", known).matcher();
        assertThat(matcher.match(new int[] {2, 2, 4}, 3, facts).positions()).containsExactly(2);
        assertThat(matcher.match(new int[] {2, 4, 4}, 3, facts).positions()).containsExactly(2);
        assertThatThrownBy(() -> TokenRegex.compile("[concept:male name]", known))
                .hasMessageContaining("female name");
        assertThatThrownBy(() -> positions("[concept:x]")).hasMessageContaining("does not know");
        assertThatThrownBy(() -> positions("[12]")).hasMessageContaining("index");
    }

    @Test
    void limitsOfLengthCutLongMatchesOff() {
        assertThat(positions("within{3} the.*\\.", 1, 2, 6, 1, 2, 2, 6)).containsExactly(2);
        assertThat(positions("(within{2} the.*)\\.", 1, 2, 6, 1, 2, 2, 6)).containsExactly(2);
        // What a look-ahead sees is no part of the match.
        assertThat(positions("(within{1}[a=.](?=.*[a]))", 2, 1, 2)).containsExactly(0);
        assertThatThrownBy(() -> positions(" the within{2} cat")).hasMessageContaining("of a group");
        assertThat(positions("([a=.])(within{1}.(?=.*[a]))", 2, 1, 1, 2)).containsExactly(1);
    }

    @Test
    void theLongestMatchIsUnderlined() {
        RegexMatcher matcher =
                TokenRegex.compile("( the)?( big)* cat", ENVIRONMENT).matcher();
        int[] tokens = {1, 11, 11, 2, 6, 2};
        assertThat(matcher.match(tokens, tokens.length).positions()).containsExactly(3, 5);
        assertThat(matcher.longestStart(3)).isZero();
        assertThat(matcher.longestStart(5)).isEqualTo(5);
    }

    @Test
    void aMatchIsToldInASentence() {
        assertThat(explain("( the| big) said")).isEqualTo("A match ends on “ said”; 2 tokens long.");
        assertThat(explain(" said.*")).isEqualTo("A match ends on any token; 1 token long or more.");
        assertThat(explain("( said| sat){1,3}\\n?".replace("\\n?", "(\\n)?")))
                .isEqualTo("A match ends on “\\n”, “ said” or “ sat”; 1 to 4 tokens long.");
        assertThat(explain("[a= the].*[a]")).isEqualTo("A match ends on what [a] holds; 2 tokens long or more.");
        assertThat(explain("(?= the)")).startsWith("Nothing can match");
    }

    private static String explain(String script) {
        return TokenRegex.compile(script, ENVIRONMENT).explain();
    }

    @Test
    void wordListsMayHoldPhrasesAndBeginAnotherEntry() {
        RegexEnvironment lists = ENVIRONMENT.withLiterals(
                Map.of("list", List.of(" the", " the big cat", " the cat"), "none", List.of()));
        RegexMatcher matcher = TokenRegex.compile("[literals `list`]", lists).matcher();
        assertThat(matcher.match(new int[] {1, 11, 2, 1, 2, 2}, 6).positions()).containsExactly(0, 2, 3, 4);
        assertThat(TokenRegex.compile("[literals `none`]", lists)
                        .match(new int[] {1}, 1)
                        .count())
                .isZero();
        assertThatThrownBy(() -> TokenRegex.compile("[literals `lists`]", lists))
                .hasMessageContaining("“list”");
    }

    @Test
    void largeCountsAreTakenOrRefusedWithAReason() {
        int[] tokens = IntStream.range(0, 3000).map(_ -> 1).toArray();
        assertThat(TokenRegex.compile("( the){2500}", ENVIRONMENT)
                        .match(tokens, 3000)
                        .count())
                .isEqualTo(501);
        assertThat(TokenRegex.compile("(( the)?){2500}\\.", ENVIRONMENT)
                        .match(tokens, 3000)
                        .count())
                .isZero();
        assertThatThrownBy(() -> positions("(( the){999}){999}"))
                .isInstanceOf(TokenRegexException.class)
                .hasMessageContaining("repeat counts");
    }

    @Test
    void manyLookAroundsTakeTheGeneralWay() {
        StringBuilder script = new StringBuilder();
        for (int i = 0; i < 70; i++) {
            script.append("(?=.{").append(i).append(",} the)");
        }
        int[] tokens = IntStream.range(0, 80).map(_ -> 1).toArray();
        assertThat(TokenRegex.compile(script + " the", ENVIRONMENT)
                        .match(tokens, 80)
                        .count())
                .isEqualTo(11);
    }

    @Test
    void aSearchBeyondItsBudgetSaysSo() {
        int[] tokens = IntStream.range(0, 3000).map(i -> i % 13).toArray();
        MatchMask mask =
                TokenRegex.compile("[a=.+].*[b=.+].*[a].*[b]", ENVIRONMENT).match(tokens, tokens.length);
        assertThat(mask.complete()).isFalse();
        assertThatThrownBy(() -> TokenRegex.compile("[a=.+].*[b=.+].*[a].*[b]", ENVIRONMENT)
                        .matcher(() -> true)
                        .match(tokens, tokens.length))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void namesThatAreNotKnownGetTheNearestOne() {
        TokenRegexException error =
                catchThrowableOfType(TokenRegexException.class, () -> positions("girl = ( cat)\n[gril] said"));
        assertThat(error.line()).isEqualTo(2);
        assertThat(error.column()).isEqualTo(2);
        assertThat(error.fix().orElseThrow().script()).isEqualTo("girl = ( cat)\n[girl] said");
        error = catchThrowableOfType(TokenRegexException.class, () -> positions("[v] a[v= cat]"));
        assertThat(error).hasMessageContaining("before it is bound");
    }

    @Test
    void everyExampleOfTheReferenceCompiles() {
        LatentNames one = new LatentNames() {
            @Override
            public int latents() {
                return 1;
            }

            @Override
            public int[] labelled(String words) {
                return new int[0];
            }

            @Override
            public List<String> labels() {
                return List.of();
            }
        };
        RegexEnvironment gpt2 = Gpt2.environment().withLatents(one);
        for (LanguageReference.Entry entry : LanguageReference.entries()) {
            if (!entry.example().isEmpty()) {
                assertThat(TokenRegex.compile(entry.example(), gpt2).explain())
                        .as(entry.example())
                        .startsWith("A match");
            }
        }
    }
}
