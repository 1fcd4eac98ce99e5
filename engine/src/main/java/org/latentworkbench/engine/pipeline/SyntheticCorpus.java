package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.lm.BuiltInModel;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.CorpusWriter;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.TokenCorpus;
import org.latentworkbench.engine.text.story.StoryGenerator;

/** Corpora of stories for measurements. */
final class SyntheticCorpus {
    private static final int CONTEXT_LENGTH = 128;

    /** Text of the stories has about so many characters a token. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private SyntheticCorpus() {}

    /**
     * Writes a corpus of about so many tokens into {@code folder/corpus} and opens it.
     *
     * @param seed chooses the stories
     */
    static TokenCorpus tell(Path folder, long tokens, long seed, JobContext job) {
        BuiltInModel.copyTo(folder.resolve("model"));
        var generator = new StoryGenerator(seed);
        long[] characters = {0};
        var documents = Stream.generate(
                        () -> new Document("story", generator.next().text()))
                .takeWhile(document -> {
                    boolean more = characters[0] < CHARACTERS_PER_TOKEN * tokens;
                    characters[0] += document.text().length();
                    return more;
                });
        Path corpus = folder.resolve("corpus");
        CorpusWriter.write(
                corpus,
                "synthetic",
                documents,
                folder.resolve("model"),
                new CorpusOptions(CONTEXT_LENGTH, BosRule.NONE, "stories of seed " + seed),
                job);
        return TokenCorpus.open(corpus);
    }
}
