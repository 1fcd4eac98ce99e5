package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.story.StoryGenerator;

class BpeTrainerTest {
    @TempDir
    Path folder;

    private Tokenizer train(int size, String... texts) {
        Path file = folder.resolve("tokenizer.json");
        BpeTrainer.train(Arrays.stream(texts).map(text -> new Document("t", text)), size, file, JobContext.silent());
        return Tokenizer.load(file);
    }

    @Test
    void mergesTheMostFrequentPairFirstAndTiesByTheSmallerIds() throws Exception {
        // "aab" x 3: pairs aa 3, ab 3 -> the tie goes to "a a"; then "aa b".
        Tokenizer tokenizer = train(BpeTrainer.MIN_VOCABULARY + 2, "aab\naab\naab");
        var merges = org.latentworkbench.engine.file.Manifest.readTree(folder.resolve("tokenizer.json"))
                .path("model")
                .path("merges");
        assertThat(merges.valueStream().map(node -> node.asString("")).toList()).containsExactly("a a", "aa b");
        assertThat(tokenizer.vocabulary().text(258)).isEqualTo("aa");
        assertThat(tokenizer.encode("aab")).containsExactly(259);
    }

    @Test
    void stopsWhenNoPairComesTwice() {
        Tokenizer tokenizer = train(5000, "abc abc");
        // Words are "abc" and " abc": ab, abc; the blank comes once with a word.
        assertThat(tokenizer.vocabulary().size()).isEqualTo(BpeTrainer.MIN_VOCABULARY + 2);
    }

    @Test
    void roundTripsAnyText() {
        Tokenizer tokenizer = train(300, "the cat sat on the mat");
        for (String text :
                List.of("", "the cat", "  two  blanks\n\nlines\t", "caf\u00e9 \ud83d\ude00 \u4f60\u597d", "a\u0000b")) {
            assertThat(tokenizer.decode(tokenizer.encode(text))).isEqualTo(text);
        }
    }

    @Test
    void knowsItsBeginAndEndAndAddsNoneOfThem() {
        Tokenizer tokenizer = train(300, "the cat sat on the mat");
        assertThat(tokenizer.beginToken()).hasValue(0);
        assertThat(tokenizer.endToken()).hasValue(1);
        assertThat(tokenizer.encode("the")).doesNotContain(0, 1);
        assertThat(tokenizer.vocabulary().isSpecial(0)).isTrue();
        assertThat(tokenizer.vocabulary().isSpecial(2)).isFalse();
    }

    @Test
    void isTheSameWhateverTheOrderOfTheDocuments() throws Exception {
        train(280, "one two two", "three three three two");
        byte[] first = Files.readAllBytes(folder.resolve("tokenizer.json"));
        train(280, "three three three two", "one two two");
        assertThat(Files.readAllBytes(folder.resolve("tokenizer.json"))).isEqualTo(first);
    }

    @Test
    void makesPracticallyEveryWordOfTheStoriesOneToken() {
        StoryGenerator stories = new StoryGenerator(3);
        List<String> texts =
                IntStream.range(0, 3000).mapToObj(i -> stories.next().text()).toList();
        Tokenizer tokenizer = train(2048, texts.toArray(String[]::new));
        long words = 0;
        long single = 0;
        Set<String> distinct = new HashSet<>();
        Set<String> split = new HashSet<>();
        for (String text : texts.subList(0, 400)) {
            var matcher = BpeTrainer.WORDS.matcher(text);
            while (matcher.find()) {
                words++;
                distinct.add(matcher.group());
            }
        }
        for (String word : distinct) {
            if (tokenizer.encode(word).length > 1) {
                split.add(word);
            }
        }
        for (String text : texts.subList(0, 400)) {
            var matcher = BpeTrainer.WORDS.matcher(text);
            while (matcher.find()) {
                single += split.contains(matcher.group()) ? 0 : 1;
            }
        }
        assertThat((double) single / words)
                .as("words in one token, split: %s", split)
                .isGreaterThan(0.98);
    }

    @Test
    void refusesTooSmallAVocabularyAndNoText() {
        assertThatThrownBy(() -> train(257, "a"))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("258");
        assertThatThrownBy(() -> BpeTrainer.train(
                        Stream.of(new Document("t", "")), 300, folder.resolve("t.json"), JobContext.silent()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("no text");
    }
}
