package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.file.Manifest;
import tools.jackson.databind.JsonNode;

/** Every text of the golden files, tokenised by Hugging Face's own library. */
class GoldenTokensTest {
    private static final Map<String, String> TOKENIZERS = Map.of(
            "babyllama-tok105", "models/babyllama-tok105/hf",
            "stories260K", "models/stories260K/hf",
            "gpt2", "tokenizers/gpt2",
            "gpt-neox-20b", "tokenizers/gpt-neox-20b",
            "simplestories-4096", "tokenizers/simplestories/simplestories-4096.json",
            "bpe300", "golden/gpt2",
            "bytes257", "golden/gpt_neo");

    private static List<JsonNode> cases(String name) {
        return Manifest.readTree(SharedData.path("tokenizers/golden_tokens/" + name + ".json"))
                .valueStream()
                .toList();
    }

    private static Tokenizer tokenizer(String name) {
        return Tokenizer.load(SharedData.path(TOKENIZERS.getOrDefault(name, "")));
    }

    private static int[] ints(JsonNode node) {
        return node.valueStream().mapToInt(JsonNode::asInt).toArray();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "babyllama-tok105",
                "stories260K",
                "gpt2",
                "gpt-neox-20b",
                "simplestories-4096",
                "bpe300",
                "bytes257"
            })
    void idsAndSpansAreThoseOfTheReference(String name) {
        Tokenizer tokenizer = tokenizer(name);
        List<JsonNode> cases = cases(name);
        assertThat(cases).hasSize(51);
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode one : cases) {
            String text = one.path("text").stringValue();
            int[] ids = ints(one.path("ids"));
            softly.assertThat(tokenizer.encode(text))
                    .as("ids of %s", one.path("text"))
                    .containsExactly(ids);
            softly.assertThat(tokenizer.encodeWithSpecialTokens(text))
                    .as("ids with special tokens of %s", one.path("text"))
                    .containsExactly(ints(one.path("ids_with_special")));
            Encoding encoding = tokenizer.encodeWithSpans(text);
            softly.assertThat(encoding.ids())
                    .as("ids with spans of %s", one.path("text"))
                    .containsExactly(ids);
            List<String> expected = new ArrayList<>();
            List<String> found = new ArrayList<>();
            for (int i = 0; i < encoding.length(); i++) {
                JsonNode span = one.path("spans").path(i);
                expected.add(units(text, span.path(0).asInt()) + "-"
                        + units(text, span.path(1).asInt()));
                found.add(encoding.starts()[i] + "-" + encoding.ends()[i]);
            }
            softly.assertThat(found).as("spans of %s", one.path("text")).isEqualTo(expected);
        }
        softly.assertAll();
    }

    private static int units(String text, int codePoints) {
        return text.offsetByCodePoints(0, codePoints);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "babyllama-tok105",
                "stories260K",
                "gpt2",
                "gpt-neox-20b",
                "simplestories-4096",
                "bpe300",
                "bytes257"
            })
    void decodesAsTheReference(String name) {
        Tokenizer tokenizer = tokenizer(name);
        SoftAssertions softly = new SoftAssertions();
        for (JsonNode one : cases(name)) {
            String expected = one.path("decoded").stringValue();
            int[] ids = ints(one.path("ids"));
            softly.assertThat(tokenizer.decodeText(ids))
                    .as("%s", one.path("text"))
                    .isEqualTo(expected);
            softly.assertThat(tokenizer.decodeText(ints(one.path("ids_with_special"))))
                    .as("%s", one.path("text"))
                    .isEqualTo(expected);
        }
        softly.assertAll();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gpt2", "gpt-neox-20b", "bpe300", "bytes257"})
    void textsOfByteLevelTokensJoinToTheText(String name) {
        Tokenizer tokenizer = tokenizer(name);
        for (JsonNode one : cases(name)) {
            int[] ids = ints(one.path("ids"));
            StringBuilder joined = new StringBuilder();
            boolean exact = true;
            for (int id : ids) {
                joined.append(tokenizer.vocabulary().text(id));
                exact &= tokenizer.vocabulary().isText(id);
            }
            if (exact && !name.equals("gpt-neox-20b")) {
                assertThat(joined.toString()).isEqualTo(one.path("text").stringValue());
            }
        }
    }

    @Test
    void wordPiecesContinueWithoutABlank() {
        Tokenizer tokenizer = tokenizer("simplestories-4096");
        List<String> texts = new ArrayList<>();
        for (int id : tokenizer.encode("Unbelievable stories!")) {
            texts.add(tokenizer.vocabulary().shown(id));
        }
        assertThat(texts).noneMatch(text -> text.contains("#")).anyMatch(text -> !text.startsWith(" "));
        assertThat(String.join("", texts)).isEqualTo(" unbelievable stories !");
    }

    @Test
    void tokensOfSentencePieceStyleKeepTheirBlankAndBytesAreMarked() {
        Vocabulary vocabulary = tokenizer("stories260K").vocabulary();
        assertThat(vocabulary.size()).isEqualTo(512);
        List<String> texts = new ArrayList<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            texts.add(vocabulary.text(id));
        }
        assertThat(texts).contains(" the", " Lily", "\n").doesNotContain("\u2581the", "<0x0A>");
        int high = texts.indexOf("\uFFFD");
        assertThat(high).isPositive();
        assertThat(vocabulary.isText(high)).isFalse();
        assertThat(vocabulary.isText(texts.indexOf(" the"))).isTrue();
        assertThat(vocabulary.isSpecial(1)).isTrue();
    }

    @Test
    void tokensOfGptTwoReadAsText() {
        Vocabulary vocabulary = tokenizer("gpt2").vocabulary();
        assertThat(vocabulary.size()).isEqualTo(50257);
        assertThat(vocabulary.text(262)).isEqualTo(" the");
        assertThat(vocabulary.text(628)).isEqualTo("\n\n");
        assertThat(vocabulary.text(50256)).isEqualTo("<|endoftext|>");
        assertThat(vocabulary.isSpecial(50256)).isTrue();
        // Half of a two-byte character.
        assertThat(vocabulary.isText(127)).isFalse();
        assertThat(vocabulary.text(127)).isEqualTo("\uFFFD");
        assertThat(vocabulary.shown(127)).isEqualTo("<0xC3>");
        assertThat(vocabulary.shown(262)).isEqualTo(" the");
    }

    @Test
    void beginAndEndAreFoundWhereTheyAreNamed() {
        assertThat(tokenizer("stories260K").beginToken()).hasValue(1);
        assertThat(tokenizer("stories260K").endToken()).hasValue(2);
        assertThat(tokenizer("gpt2").beginToken()).hasValue(50256);
        assertThat(tokenizer("stories260K").bosRule()).isEqualTo(BosRule.EACH_CONTEXT);
        assertThat(tokenizer("gpt2").bosRule()).isEqualTo(BosRule.EACH_CONTEXT);
        assertThat(tokenizer("simplestories-4096").bosRule()).isEqualTo(BosRule.NONE);
    }

    @Test
    void aLongTextIsNotCut() {
        Path file = SharedData.path("corpora/tinyshakespeare.txt");
        Tokenizer tokenizer = tokenizer("gpt2");
        String text = Documents.read(List.of(file)).findFirst().orElseThrow().text();
        int[] ids = tokenizer.encode(text);
        assertThat(ids.length).isGreaterThan(300_000);
        assertThat(tokenizer.decode(ids)).isEqualTo(text);
    }
}
