package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.error.UnsupportedException;
import org.latentworkbench.engine.job.JobContext;

class TokenCorpusTest {
    private static final List<String> TEXTS = List.of("abcdefg", "", "abc", "hijklmnopqr");

    @TempDir
    Path folder;

    Path tokenizer;
    Path corpus;

    @BeforeEach
    void makeTokenizer() {
        tokenizer = folder.resolve("tokenizer.json");
        corpus = folder.resolve("corpora/c");
        // No pair comes twice: one token a byte.
        BpeTrainer.train(Stream.of(new Document("t", "abc")), 300, tokenizer, JobContext.silent());
    }

    private CorpusInfo write(List<String> texts, CorpusOptions options) {
        return CorpusWriter.write(
                corpus,
                "c",
                texts.stream().map(text -> new Document("d", text)),
                tokenizer,
                options,
                JobContext.silent());
    }

    private CorpusInfo write() {
        return write(TEXTS, new CorpusOptions(3, BosRule.EACH_CONTEXT, "test"));
    }

    @Test
    void tokensAreCountedInOnePass() {
        write(List.of("aab", "abba", "c"), new CorpusOptions(3, BosRule.EACH_CONTEXT, "test"));
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            TokenStatistics counted = TokenStatistics.of(open, 2, JobContext.silent());
            assertThat(counted.tokens()).isEqualTo(8);
            assertThat(counted.distinct()).isEqualTo(3);
            assertThat(counted.frequent())
                    .extracting(TokenStatistics.TokenCount::text)
                    .containsExactly("a", "b");
            assertThat(counted.frequent().getFirst().count()).isEqualTo(4);
            assertThat(counted.frequent().getFirst().share()).isEqualTo(0.5);
            assertThat(counted.lengths().get(1)).isEqualTo(8);
            assertThat(counted.lengths().stream().mapToLong(Long::longValue).sum())
                    .isEqualTo(8);
            assertThat(counted.documents()).containsExactly(1L, 1L, 1L); // 1, 3 and 4 tokens
        }
    }

    @Test
    void contextsTileEveryDocumentInOrder() {
        CorpusInfo info = write();
        assertThat(info.documents()).isEqualTo(3);
        assertThat(info.tokens()).isEqualTo(21);
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            assertThat(open.info()).isEqualTo(info);
            assertThat(open.documentCount()).isEqualTo(3);
            assertThat(open.documentStart(3)).isEqualTo(21);
            List<Context> contexts = java.util.stream.IntStream.range(0, open.contextCount())
                    .mapToObj(open::context)
                    .toList();
            assertThat(contexts)
                    .containsExactly(
                            new Context(0, 0, 0, 3),
                            new Context(1, 0, 3, 3),
                            new Context(2, 0, 6, 1),
                            new Context(3, 1, 7, 3),
                            new Context(4, 2, 10, 3),
                            new Context(5, 2, 13, 3),
                            new Context(6, 2, 16, 3),
                            new Context(7, 2, 19, 2));
            for (Context context : contexts) {
                for (long position = context.start(); position < context.end(); position++) {
                    assertThat(open.contextAt(position)).isEqualTo(context.index());
                    assertThat(open.documentAt(position)).isEqualTo(context.document());
                }
            }
        }
    }

    @Test
    void holdsTheTokensAndTheirTexts() {
        write();
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            StringBuilder text = new StringBuilder();
            for (long position = 0; position < open.tokenCount(); position++) {
                text.append(open.vocabulary().text(open.token(position)));
            }
            assertThat(text.toString()).isEqualTo(String.join("", TEXTS));
            int[] some = new int[5];
            open.copyTokens(2, 4, some, 1);
            assertThat(open.tokenizer().decode(java.util.Arrays.copyOfRange(some, 1, 5)))
                    .isEqualTo("cdef");
            assertThat(open.tokens(open.context(3))).isEqualTo(open.tokenizer().encode("abc"));
            assertThat(open.concepts()).isEmpty();
        }
    }

    @Test
    void equalTextsGiveAnEqualFingerprintAndOthersDoNot() {
        String first = write().sha256();
        assertThat(write().sha256()).isEqualTo(first);
        // The same tokens with other document ends are another corpus.
        assertThat(write(List.of("abcdefgabc", "hijklmnopqr"), new CorpusOptions(3, BosRule.NONE, "test"))
                        .sha256())
                .isNotEqualTo(first);
    }

    @Test
    void refusesACorpusWithoutTokensAndLeavesNothing() {
        assertThatThrownBy(() -> write(List.of("", ""), CorpusOptions.defaults("empty.txt")))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no token")
                .hasMessageContaining("empty.txt");
        assertThat(corpus).doesNotExist();
        assertThat(corpus.getParent()).isEmptyDirectory();
    }

    @Test
    void anOldCorpusStaysWhenANewOneFails() {
        CorpusInfo old = write();
        assertThatThrownBy(() -> write(List.of(), CorpusOptions.defaults("x"))).isInstanceOf(BadInputException.class);
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            assertThat(open.info()).isEqualTo(old);
        }
    }

    @Test
    void refusesFilesThatContradictTheManifest() throws IOException {
        write();
        Path tokens = corpus.resolve("tokens.bin");
        byte[] bytes = Files.readAllBytes(tokens);
        Files.write(tokens, new byte[] {1}, StandardOpenOption.APPEND);
        assertThatThrownBy(() -> TokenCorpus.open(corpus))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("tokens.bin has 43 bytes")
                .hasMessageContaining("21 x 2");
        bytes[3] = 127;
        Files.write(tokens, bytes);
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            assertThatThrownBy(() -> open.token(1))
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("position 1");
        }
        Path documents = corpus.resolve("documents.bin");
        byte[] starts = Files.readAllBytes(documents);
        starts[8] = 21;
        Files.write(documents, starts);
        assertThatThrownBy(() -> TokenCorpus.open(corpus))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("documents.bin is damaged");
    }

    @Test
    void refusesAManifestOfALaterVersion() throws IOException {
        write();
        Path manifest = corpus.resolve("corpus.json");
        Files.writeString(manifest, Files.readString(manifest).replaceFirst("\"version\" ?: ?1", "\"version\": 99"));
        assertThatThrownBy(() -> TokenCorpus.open(corpus))
                .isInstanceOf(UnsupportedException.class)
                .hasMessageContaining("99");
        Files.delete(manifest);
        assertThatThrownBy(() -> TokenCorpus.open(corpus)).isInstanceOf(BadInputException.class);
    }

    @Test
    void noticesAnExchangedTokenizer() throws IOException {
        write();
        Files.writeString(corpus.resolve("tokenizer.json"), Files.readString(tokenizer) + " ");
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            assertThatThrownBy(open::tokenizer)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("tokenizer.json");
        }
    }

    @Test
    void stopsWhenAskedAndLeavesNothing() {
        JobContext stopped = new Stopped();
        assertThatThrownBy(() -> CorpusWriter.write(
                        corpus,
                        "c",
                        Stream.of(new Document("d", "abc")),
                        tokenizer,
                        CorpusOptions.defaults("x"),
                        stopped))
                .isInstanceOf(CancelledException.class);
        assertThat(corpus).doesNotExist();
    }

    @Test
    void conceptsHoldForTheTokensThatShareACharacterWithTheirSpan() {
        Concepts concepts = new Concepts(
                List.of(new Concept(0, "letter", -1), new Concept(1, "early letter", 0), new Concept(2, "x", -1)));
        var documents = Stream.of(
                new AnnotatedDocument(
                        new Document("d", "abcd"), List.of(new ConceptSpan(1, 3, 1), new ConceptSpan(2, 4, 2))),
                new AnnotatedDocument(new Document("d", "efg"), List.of(new ConceptSpan(0, 1, 0))));
        CorpusWriter.writeAnnotated(
                corpus, "c", documents, concepts, tokenizer, CorpusOptions.defaults("x"), JobContext.silent());
        try (TokenCorpus open = TokenCorpus.open(corpus)) {
            ConceptTrack track = open.concepts().orElseThrow();
            int[][] expected = {{}, {0, 1}, {0, 1, 2}, {2}, {0}, {}, {}};
            for (int position = 0; position < expected.length; position++) {
                assertThat(track.at(position)).as("position %d", position).containsExactly(expected[position]);
            }
            assertThat(track.has(1, 0)).isTrue();
            assertThat(track.has(0, 0)).isFalse();
            assertThat(track.hierarchy().path(1)).isEqualTo("letter > early letter");
        }
    }

    private record Stopped() implements JobContext {
        @Override
        public void progress(long done, long total) {}

        @Override
        public void message(String text) {}

        @Override
        public void metric(String name, double value) {}

        @Override
        public boolean isCancelled() {
            return true;
        }

        @Override
        public JobContext part(String title, double weight) {
            return this;
        }
    }
}
