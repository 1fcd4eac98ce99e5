package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.SharedData;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

class TokenizerFileTest {
    private static final List<String> TEXTS =
            List.of("A cat sat on the mat.", " two  blanks", "tail ", "caf\u00e9 \ud83d\ude00\n", "e\u0301\u0000x", "");

    @TempDir
    Path folder;

    private ObjectNode trained() {
        Path file = folder.resolve("trained.json");
        BpeTrainer.train(
                Stream.of(new Document("d", "the cat sat on the mat and the cat sat on the hat")),
                280,
                file,
                JobContext.silent());
        return (ObjectNode) Manifest.readTree(file);
    }

    private Path write(JsonNode root) throws IOException {
        return Files.writeString(folder.resolve("tokenizer.json"), root.toString());
    }

    @Test
    void mergesMayBePairs() throws IOException {
        ObjectNode root = trained();
        Tokenizer strings = Tokenizer.load(write(root));
        List<int[]> expected = TEXTS.stream().map(strings::encode).toList();
        ObjectNode model = (ObjectNode) root.path("model");
        JsonNode old = model.path("merges");
        assertThat(old.size()).isPositive();
        var pairs = model.putArray("merges");
        old.forEach(merge -> {
            String[] parts = merge.asString().split(" ");
            pairs.addArray().add(parts[0]).add(parts[1]);
        });
        Tokenizer tokenizer = Tokenizer.load(write(root));
        assertThat(TEXTS.stream().map(tokenizer::encode).toList()).containsExactlyElementsOf(expected);
    }

    @Test
    void theOlderFormOfGptTwoIsTheSameTokenizer() throws IOException {
        Path source = SharedData.path("tokenizers/gpt2");
        for (String file : List.of("vocab.json", "merges.txt", "tokenizer_config.json")) {
            Files.copy(source.resolve(file), folder.resolve(file));
        }
        Tokenizer old = Tokenizer.load(folder);
        Tokenizer fast = Tokenizer.load(source);
        for (JsonNode one : Manifest.readTree(SharedData.path("tokenizers/golden_tokens/gpt2.json"))) {
            String text = one.path("text").stringValue();
            assertThat(old.encode(text)).as(text).isEqualTo(fast.encode(text));
            assertThat(old.decodeText(old.encode(text)))
                    .isEqualTo(one.path("decoded").stringValue());
        }
        assertThat(old.beginToken()).hasValue(50256);
    }

    @Test
    void anOlderFormWithoutAllBytesUsesItsUnknownToken() {
        Tokenizer tokenizer = Tokenizer.load(SharedData.path("models/lm-buddy-tiny_gpt2"));
        assertThat(tokenizer.vocabulary().size()).isEqualTo(21);
        assertThat(tokenizer.encode(" lower")).containsExactly(14, 15);
        assertThat(tokenizer.encode("lox<|endoftext|>")).containsExactly(0, 1, 19, 20);
        assertThat(tokenizer.vocabulary().text(14)).isEqualTo(" low");
        assertThat(tokenizer.vocabulary().isSpecial(20)).isTrue();
        assertThat(tokenizer.bosRule()).as("add_bos_token is false").isEqualTo(BosRule.NONE);
    }

    @Test
    void aCorpusOfTheOlderFormKeepsAWholeTokenizer() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a\": 0, \"b\": 1, \"ab\": 2, \"<|endoftext|>\": 3}");
        Files.writeString(folder.resolve("merges.txt"), "#version: 0.2\na b\n");
        Path corpus = folder.resolve("corpus");
        CorpusInfo info = CorpusWriter.write(
                corpus,
                "c",
                Stream.of(new Document("d", "abba")),
                folder,
                CorpusOptions.defaults("test"),
                JobContext.silent());
        assertThat(info.tokens()).isEqualTo(3);
        try (TokenCorpus opened = TokenCorpus.open(corpus)) {
            assertThat(opened.tokenizer().decode(new int[] {2, 1, 0})).isEqualTo("abba");
        }
    }

    @Test
    void otherTokenizersOfTheOlderFormAreRefused() throws IOException {
        Files.writeString(folder.resolve("vocab.json"), "{\"a</w>\": 0}");
        Files.writeString(folder.resolve("merges.txt"), "");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"tokenizer_class\": \"CLIPTokenizer\"}");
        assertThatThrownBy(() -> Tokenizer.load(folder))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("CLIPTokenizer");
        Files.writeString(folder.resolve("tokenizer_config.json"), "{}");
        Files.writeString(folder.resolve("vocab.json"), "{\"\u2581the\": 0}");
        assertThatThrownBy(() -> Tokenizer.load(folder))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("byte-level");
    }

    @Test
    void settingsDecideAboutBosBeforeThePostProcessor() throws IOException {
        Path file = write(trained());
        assertThat(Tokenizer.load(file).bosRule()).isEqualTo(BosRule.EACH_CONTEXT);
        Files.writeString(folder.resolve("tokenizer_config.json"), "{\"add_bos_token\": false}");
        assertThat(Tokenizer.load(file).bosRule()).isEqualTo(BosRule.NONE);
    }

    @Test
    void aPostProcessorWithoutBosMeansNone() throws IOException {
        ObjectNode root = trained();
        ObjectNode template = (ObjectNode) root.path("post_processor");
        template.putArray("single")
                .addObject()
                .putObject("Sequence")
                .put("id", "A")
                .put("type_id", 0);
        ObjectNode sequence = Manifest.mapper().createObjectNode().put("type", "Sequence");
        sequence.putArray("processors").add(template);
        root.set("post_processor", sequence);
        assertThat(Tokenizer.load(write(root)).bosRule()).isEqualTo(BosRule.NONE);
    }

    @Test
    void twoTokensOfOneIdAreRefused() throws IOException {
        ObjectNode root = trained();
        ((ObjectNode) root.path("model").path("vocab")).put("zebra", 5);
        assertRefused(write(root), "same id 5");
    }

    @Test
    void idsWithoutMeasureAreRefused() throws IOException {
        ObjectNode root = trained();
        ((ObjectNode) root.path("model").path("vocab")).put("zebra", 9_000_000);
        assertRefused(write(root), "9000000");
        ((ObjectNode) root.path("model").path("vocab")).put("zebra", 4_000_000_000L);
        assertRefused(write(root), "zebra");
        ((ObjectNode) root.path("model").path("vocab")).put("zebra", -1);
        assertRefused(write(root), "zebra");
    }

    @Test
    void deepHugeAndBrokenJsonIsRefused() throws IOException {
        Path file = folder.resolve("tokenizer.json");
        Files.writeString(file, "{\"model\":" + "[".repeat(100_000));
        assertRefused(file, "not valid JSON");
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(10L << 30);
        }
        assertRefused(file, "tokenizer.json");
        Files.writeString(file, "[1, 2]");
        assertRefused(file, "model.vocab");
        Files.writeString(file, "{\"model\": {\"type\": \"BPE\", \"vocab\": {\"a\": 0}, \"merges\": [\"a b\"]}}");
        assertRefused(file, "tokenizers library");
    }

    private static void assertRefused(Path file, String says) {
        assertThatThrownBy(() -> Tokenizer.load(file))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(says)
                .hasMessageContaining(file.toString());
    }
}
