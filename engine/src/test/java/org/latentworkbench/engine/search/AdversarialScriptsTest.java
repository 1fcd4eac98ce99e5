package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.search.syntax.TokenRegexException;
import org.latentworkbench.engine.text.Vocabulary;

/** Scripts that take other matchers exponential time, too much memory, or for ever: an answer or a clear error. */
class AdversarialScriptsTest {
    /** No measure of speed: what hangs takes years. */
    private static final Duration HANG = Duration.ofMinutes(2);

    private static final List<String> TOKENS = List.of("a", "b", "c", " a", " b", "é", "😀", "\n");
    private static final RegexEnvironment ENVIRONMENT =
            RegexEnvironment.of(Vocabulary.of(TOKENS), AdversarialScriptsTest::ids, OptionalInt.empty());

    private static int[] ids(String text) {
        List<Integer> ids = new ArrayList<>();
        for (int i = 0; i < text.length(); ) {
            int length = text.charAt(i) == ' ' && i + 1 < text.length() ? 2 : Character.charCount(text.codePointAt(i));
            int id = TOKENS.indexOf(text.substring(i, i + length));
            if (id >= 0) {
                ids.add(id);
            }
            i += length;
        }
        return ids.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A thousand times "a", then one "b". */
    private static int[] document() {
        int[] document = new int[1001];
        document[1000] = 1;
        return document;
    }

    @TestFactory
    Stream<DynamicTest> areAnswered() {
        return Stream.of(
                        "((((((a)+)+)+)+)+)+b",
                        "((a)*)*b",
                        "((a|a)*|(a|a)*)*b",
                        "(a|aa|aaa)+b",
                        "((a)?){60}(a){60}b",
                        ".*.*.*.*.*.*.*.*.*.*.*.*b",
                        "(.*)*(.*)*(.*)*b",
                        "((.{,9}){,9}){,9}b",
                        "(a){1000}b",
                        "(a|.)*(a){64}.b",
                        "(?<=(a|aa)*)b",
                        "(?=(.*b)*)b",
                        "(?<!c)(?<!.c)(?<!..c)b",
                        "(?=".repeat(30) + ".*b" + ")".repeat(30) + ".*b",
                        "(".repeat(60) + "b" + ")".repeat(60),
                        "("
                                + String.join(
                                        "|",
                                        IntStream.range(0, 2000)
                                                .mapToObj(i -> "a".repeat(i % 7 + 1))
                                                .toList())
                                + ")*b",
                        "[re `(a+)+`]*b",
                        "[re `(a|aa|a*)*`]{3,}b",
                        "[prefix ((a)*b)]",
                        "within{1000000} .*b",
                        "[a=.][a]*b",
                        "[a=.](.|[a])*[a]b",
                        "[a=.].*[a].*b")
                .map(script -> DynamicTest.dynamicTest(
                        script.length() > 60 ? script.substring(0, 60) : script,
                        () -> assertTimeoutPreemptively(HANG, () -> assertAnswered(script))));
    }

    /** All of them match what ends on the "b". */
    private static void assertAnswered(String script) {
        int[] document = document();
        MatchMask mask = TokenRegex.compile(script, ENVIRONMENT).match(document, document.length);
        assertThat(mask.complete()).as(script).isTrue();
        assertThat(mask.get(1000)).as(script).isTrue();
    }

    @TestFactory
    Stream<DynamicTest> areAnsweredOrSayThatNotAllWasFound() {
        return Stream.of(
                        "[a=.*][b=.*][a][b]",
                        "[a=.+][b=.+][c=.+].*[a].*[b].*[c]",
                        "([a=.+].*[a])*b",
                        "(?=[a=.*]b).*[a]",
                        "([a=.]|[b=..]|[c=...])*[a][b][c]")
                .map(script -> DynamicTest.dynamicTest(
                        script,
                        () -> assertTimeoutPreemptively(HANG, () -> {
                            int[] document = document();
                            MatchMask mask =
                                    TokenRegex.compile(script, ENVIRONMENT).match(document, document.length);
                            assertThat(mask.length()).isEqualTo(document.length);
                        })));
    }

    @TestFactory
    Stream<DynamicTest> areRefusedWithAPlace() {
        return Stream.of(
                        "((a){100}){1000}",
                        "(.){4294967296}",
                        "((((.{30}){30}){30}){30}){30}",
                        "(a){,99999999999999999999}",
                        "(".repeat(100_000) + "a",
                        "(?=".repeat(100_000),
                        "[re `(a`]",
                        "[re `(?<=a)b`]",
                        "[re `\\1`]",
                        "[v",
                        "(a){3,2}")
                .map(script -> DynamicTest.dynamicTest(
                        script.length() > 60 ? script.substring(0, 60) : script,
                        () -> assertTimeoutPreemptively(
                                HANG, () -> assertThatThrownBy(() -> TokenRegex.compile(script, ENVIRONMENT))
                                        .isInstanceOfSatisfying(TokenRegexException.class, e -> {
                                            assertThat(e.offset()).isBetween(0, script.length());
                                            assertThat(e.getMessage()).isNotBlank();
                                        }))));
    }

    @Test
    void whatMatchesNothingAtAllIsNoHit() {
        int[] document = {0, 1, 0};
        for (String script : List.of("(a)?(c)?(c)*", "(a)*", "(?=b)", "(.){0}", "[doc_start]", "(|)", "(a|)")) {
            try {
                MatchMask mask = TokenRegex.compile(script, ENVIRONMENT).match(document, document.length);
                assertThat(mask.get(1)).as(script).isFalse();
            } catch (TokenRegexException e) {
                assertThat(e.getMessage()).as(script).isNotBlank();
            }
        }
        assertThat(TokenRegex.compile("(a)*", ENVIRONMENT).match(document, 3).positions())
                .containsExactly(0, 2);
        assertThat(TokenRegex.compile(".*", ENVIRONMENT).match(new int[0], 0).count())
                .isZero();
    }

    @Test
    void signsBeyondTheLatinAlphabetAreTokensAsOthers() {
        int[] document = {5, 6, 7, 6};
        assertThat(TokenRegex.compile("é😀", ENVIRONMENT).match(document, 4).positions())
                .containsExactly(1);
        assertThat(TokenRegex.compile("[re `\\p{L}`]", ENVIRONMENT)
                        .match(document, 4)
                        .positions())
                .containsExactly(0);
        assertThat(TokenRegex.compile("[x=.].{1,2}[x]", ENVIRONMENT)
                        .match(document, 4)
                        .positions())
                .containsExactly(3);
    }

    @Test
    void asksOftenEnoughWhetherToStop() {
        int[] document = IntStream.range(0, 3000).map(i -> i * i % 3).toArray();
        for (String script : List.of("[a=.+][b=.+][c=.+].*[a].*[b].*[c]", "[a=..].{,200}[a]", "([a=.+]b)+[a]")) {
            AtomicInteger asked = new AtomicInteger();
            int after = 3;
            TokenRegex regex = TokenRegex.compile(script, ENVIRONMENT);
            RegexMatcher matcher = regex.matcher(() -> asked.incrementAndGet() > after);
            assertThatThrownBy(() -> {
                        for (int i = 0; i < 10; i++) {
                            matcher.match(document, document.length);
                        }
                    })
                    .as(script)
                    .isInstanceOf(CancelledException.class);
            // The first "yes" ends it.
            assertThat(asked.get()).as(script).isEqualTo(after + 1);
            assertThat(Arrays.stream(document).max()).hasValue(1);
        }
    }
}
