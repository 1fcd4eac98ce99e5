package org.latentworkbench.engine.text.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.AnnotatedDocument;
import org.latentworkbench.engine.text.BpeTrainer;
import org.latentworkbench.engine.text.ConceptSpan;
import org.latentworkbench.engine.text.ConceptTrack;
import org.latentworkbench.engine.text.Concepts;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.TokenCorpus;

class StoryAnnotatorTest {
    private static final Concepts CONCEPTS = StoryConcepts.hierarchy();
    private static final Lexicon LEXICON = Lexicon.load();

    private static Map<String, List<String>> covered(String text) {
        Map<String, List<String>> found = new TreeMap<>();
        for (ConceptSpan span : new StoryAnnotator(LEXICON).annotate(text)) {
            found.computeIfAbsent(CONCEPTS.get(span.concept()).name(), _ -> new java.util.ArrayList<>())
                    .add(text.substring(span.start(), span.end()));
        }
        return found;
    }

    @Test
    void findsWhatIsTrueOfASentence() {
        Map<String, List<String>> found = covered("Lily's two cats were happy. \"Is it red?\" asked Lily.\nShe sat.");
        assertThat(found)
                .containsEntry("Lily", List.of("Lily", "Lily"))
                .containsEntry(StoryConcepts.MENTIONED_BEFORE, List.of("Lily"))
                .containsEntry("two", List.of("two"))
                .containsEntry("cat", List.of("cats"))
                .containsEntry("happy", List.of("happy"))
                .containsEntry("red", List.of("red"))
                .containsEntry("asked", List.of("asked"))
                .containsEntry("she", List.of("She"))
                .containsEntry(StoryConcepts.INSIDE_QUOTES, List.of("Is it red?"))
                .containsEntry(StoryConcepts.QUOTATION_MARK, List.of("\"", "\""))
                .containsEntry(StoryConcepts.SENTENCE_START, List.of("Lily", "Is", "She"))
                .containsEntry(StoryConcepts.SENTENCE_END, List.of(".", ".", "."))
                .containsEntry(StoryConcepts.QUESTION_MARK, List.of("?"))
                .containsEntry("first letter w", List.of("were"))
                .containsEntry("first letter l", List.of("Lily", "Lily"))
                .doesNotContainKey("girl");
    }

    @Test
    void theHierarchyLeadsFromTheWordToItsKinds() {
        assertThat(path("Lily")).isEqualTo("name > person name > female name > Lily");
        assertThat(path("cat")).isEqualTo("animal > pet > cat");
        assertThat(path("forest")).isEqualTo("place > outdoor place > forest");
        assertThat(path("happy")).isEqualTo("feeling > positive feeling > happy");
        assertThat(path("mom")).isEqualTo("family word > female family word > mom");
        assertThat(path(StoryConcepts.QUESTION_MARK)).isEqualTo("sentence end > question mark");
        assertThat(path("first letter q")).isEqualTo("first letter > first letter q");
        assertThat(CONCEPTS.size()).isGreaterThan(400);
    }

    private static String path(String name) {
        return CONCEPTS.path(CONCEPTS.find(name).orElseThrow());
    }

    @Property(tries = 200)
    void spansCoverTheWordsTheyName(@ForAll long seed) {
        Story story = new StoryGenerator(seed).next();
        String text = story.text();
        for (ConceptSpan span : story.concepts()) {
            String words = text.substring(span.start(), span.end());
            String concept = CONCEPTS.get(span.concept()).name();
            if (concept.startsWith(StoryConcepts.FIRST_LETTER)) {
                assertThat(words).matches("[A-Za-z]+");
                assertThat(concept).endsWith(words.substring(0, 1).toLowerCase(Locale.ROOT));
            } else if (concept.equals(StoryConcepts.INSIDE_QUOTES)) {
                assertThat(words).doesNotContain("\"").matches("(?s)[A-Za-z].*[.,!?]");
                assertThat(text.charAt(span.start() - 1)).isEqualTo('"');
                assertThat(text.charAt(span.end())).isEqualTo('"');
            } else if (concept.equals(StoryConcepts.SENTENCE_START)) {
                assertThat(words).matches("[A-Z][a-z]*");
            } else {
                LEXICON.conceptWords().stream()
                        .filter(word -> word.base().equals(concept))
                        .forEach(word -> assertThat(words.toLowerCase(Locale.ROOT))
                                .isIn(
                                        word.base().toLowerCase(Locale.ROOT),
                                        word.second().toLowerCase(Locale.ROOT)));
            }
        }
    }

    @Test
    void everyRuleOfTheGrammarIsUsed() {
        Grammar grammar = Grammar.load();
        String text = Lexicon.resource("plots.txt");
        assertThat(grammar.rules().keySet())
                .filteredOn(rule -> !rule.equals("story"))
                .allMatch(rule -> java.util.regex.Pattern.compile("<\\+?" + rule + "[ >]")
                        .matcher(text)
                        .find());
    }

    @Test
    void tokensOfACorpusKnowTheirConcepts(@TempDir Path folder) {
        Path tokenizer = folder.resolve("tokenizer.json");
        BpeTrainer.train(
                StoryGenerator.documents(1, 300).map(AnnotatedDocument::document),
                1500,
                tokenizer,
                JobContext.silent());
        CorpusWriter.writeAnnotated(
                folder.resolve("c"),
                "c",
                StoryGenerator.documents(2, 50),
                CONCEPTS,
                tokenizer,
                CorpusOptions.defaults("stories"),
                JobContext.silent());
        int name = CONCEPTS.find("person name").orElseThrow();
        int female = CONCEPTS.find("female name").orElseThrow();
        int end = CONCEPTS.find(StoryConcepts.SENTENCE_END).orElseThrow();
        try (TokenCorpus corpus = TokenCorpus.open(folder.resolve("c"))) {
            ConceptTrack track = corpus.concepts().orElseThrow();
            int names = 0;
            for (long position = 0; position < corpus.tokenCount(); position++) {
                String token = corpus.vocabulary().text(corpus.token(position));
                if (track.has(position, female)) {
                    assertThat(track.has(position, name)).isTrue();
                    names++;
                }
                assertThat(track.has(position, end)).as(token).isEqualTo(token.matches(".*[.!?].*"));
            }
            assertThat(names).isGreaterThan(200);
        }
    }
}
