package org.latentworkbench.engine.text.story;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.latentworkbench.engine.text.AnnotatedDocument;
import org.latentworkbench.engine.text.Document;

/** An endless, reproducible source of stories: the same seed gives the same stories. Not safe for several threads. */
public final class StoryGenerator {
    /** Fewest words of a story. */
    public static final int MIN_WORDS = 80;

    /** Most words of a story. */
    public static final int MAX_WORDS = 300;

    private final Lexicon lexicon = Lexicon.load();
    private final Grammar grammar = Grammar.load();
    private final StoryAnnotator annotator = new StoryAnnotator(lexicon);
    private final SplittableRandom seeds;

    /** @param seed chooses the sequence of stories */
    public StoryGenerator(long seed) {
        this.seeds = new SplittableRandom(seed);
    }

    /** The next story, of 80 to 300 words. */
    public Story next() {
        SplittableRandom random = seeds.split();
        while (true) {
            String text = Prose.polish(new Teller(lexicon, grammar, random).tell("story"));
            int words = words(text);
            if (words >= MIN_WORDS && words <= MAX_WORDS) {
                return new Story(text, annotator.annotate(text));
            }
        }
    }

    /**
     * Stories as documents of a corpus.
     *
     * @param seed chooses the stories
     * @param count how many
     */
    public static Stream<AnnotatedDocument> documents(long seed, long count) {
        StoryGenerator generator = new StoryGenerator(seed);
        return LongStream.rangeClosed(1, count).mapToObj(number -> {
            Story story = generator.next();
            return new AnnotatedDocument(new Document("story #" + number, story.text()), story.concepts());
        });
    }

    static int words(String text) {
        int words = 0;
        boolean inside = false;
        for (int i = 0; i < text.length(); i++) {
            boolean letter = !Character.isWhitespace(text.charAt(i));
            words += letter && !inside ? 1 : 0;
            inside = letter;
        }
        return words;
    }
}
