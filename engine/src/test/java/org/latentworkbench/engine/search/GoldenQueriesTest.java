package org.latentworkbench.engine.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.latentworkbench.engine.search.syntax.ScriptParser;
import org.latentworkbench.engine.search.syntax.TokenRegexException;
import tools.jackson.databind.JsonNode;

/** Every golden result of the reference implementation, token by token. */
class GoldenQueriesTest {
    @TestFactory
    Stream<DynamicTest> masksEqualTheReference() {
        Map<String, List<int[]>> corpora = new HashMap<>();
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode query : GoldenFiles.json("queries.json")) {
            query.get("expect").properties().forEach(expectation -> {
                String corpus = expectation.getKey();
                List<int[]> documents = corpora.computeIfAbsent(corpus, GoldenFiles::documents);
                tests.add(DynamicTest.dynamicTest(
                        query.get("name").asString() + " on " + corpus,
                        () -> assertMask(query, documents, expectation.getValue())));
            });
        }
        return tests.stream();
    }

    private static void assertMask(JsonNode query, List<int[]> documents, JsonNode expected) {
        RegexEnvironment environment = Gpt2.environment().withLiterals(GoldenFiles.literals(query));
        RegexMatcher matcher =
                TokenRegex.compile(query.get("script").asString(), environment).matcher();
        List<List<Integer>> found = new ArrayList<>();
        for (int d = 0; d < documents.size(); d++) {
            MatchMask mask = matcher.match(documents.get(d), documents.get(d).length);
            assertThat(mask.complete()).isTrue();
            for (int position : mask.positions()) {
                found.add(List.of(d, position));
            }
        }
        List<List<Integer>> wanted = new ArrayList<>();
        expected.forEach(
                pair -> wanted.add(List.of(pair.get(0).asInt(), pair.get(1).asInt())));
        assertThat(found).isEqualTo(wanted);
    }

    @TestFactory
    Stream<DynamicTest> wrongScriptsAreRejectedAtTheirStage() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode wrong : GoldenFiles.json("syntax-errors.json")) {
            tests.add(DynamicTest.dynamicTest(wrong.get("name").asString(), () -> {
                String script = wrong.get("script").asString();
                TokenRegexException error = catchThrowableOfType(
                        TokenRegexException.class, () -> TokenRegex.compile(script, Gpt2.environment()));
                assertThat(error).isNotNull();
                assertThat(error.stage().name())
                        .isEqualToIgnoringCase(wrong.get("stage").asString());
                assertThat(error.offset()).isBetween(0, script.length());
                assertThat(error.offset() + error.length()).isBetween(0, script.length());
                assertThat(error.getMessage()).isNotBlank();
                if (error.stage() == TokenRegexException.Stage.COMPILE) {
                    ScriptParser.parse(script);
                }
            }));
        }
        return tests.stream();
    }

    @TestFactory
    Stream<DynamicTest> defectsOfTheReferenceAreMended() {
        List<DynamicTest> tests = new ArrayList<>();
        for (JsonNode deviation : GoldenFiles.json("deviations.json")) {
            tests.add(DynamicTest.dynamicTest(deviation.get("name").asString(), () -> assertMended(deviation)));
        }
        return tests.stream();
    }

    private static void assertMended(JsonNode deviation) {
        String script = deviation.get("script").asString();
        if (deviation.get("correct").isString()) {
            assertThat(catchThrowableOfType(
                            TokenRegexException.class, () -> TokenRegex.compile(script, Gpt2.environment())))
                    .isNotNull();
            return;
        }
        // Parts of a character are compared by id here, which the files give beside the comparison of texts.
        JsonNode correct = deviation.get(deviation.has("correct_by_id") ? "correct_by_id" : "correct");
        RegexMatcher matcher = TokenRegex.compile(script, Gpt2.environment()).matcher();
        List<int[]> documents = GoldenFiles.documents(deviation.get("documents"));
        for (int d = 0; d < documents.size(); d++) {
            int[] found =
                    matcher.match(documents.get(d), documents.get(d).length).positions();
            assertThat(found).as("document " + d).isEqualTo(GoldenFiles.ints(correct.get(d)));
        }
    }
}
