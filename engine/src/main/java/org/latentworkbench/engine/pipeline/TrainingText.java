package org.latentworkbench.engine.pipeline;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.text.Document;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.text.TextPieces;
import org.latentworkbench.engine.text.story.StoryGenerator;

/** What a language model is trained on. */
public sealed interface TrainingText {
    /** The documents, in an order that is always the same. */
    List<Document> documents(JobContext job);

    /**
     * The person's own text.
     *
     * @param paths {@code .txt} and {@code .jsonl} files and folders of them
     * @param field field of a JSON line that holds the text
     */
    record Files(List<Path> paths, String field) implements TrainingText {
        /** A long text is cut into so many pieces, the last of which are held out. */
        private static final int PIECES = 100;

        private static final long MOST_CHARACTERS = 1L << 30;

        /** Copies the list. */
        public Files {
            paths = List.copyOf(paths);
        }

        @Override
        public List<Document> documents(JobContext job) {
            job.message("reading text");
            List<Document> documents = new ArrayList<>();
            long characters = 0;
            try (Stream<Document> read = Documents.read(paths, field)) {
                for (Document document : (Iterable<Document>) read::iterator) {
                    job.checkCancelled();
                    characters += document.text().length();
                    if (characters > MOST_CHARACTERS) {
                        throw new BadInputException("The text has more than " + MOST_CHARACTERS
                                + " characters, more than a small model can learn from. Give a part of it.");
                    }
                    documents.add(document);
                }
            }
            return TextPieces.of(documents, PIECES);
        }
    }

    /**
     * Generated stories.
     *
     * @param count number of stories to train on; a ninth more, 400 at most, are told to be held out
     * @param seed chooses them
     */
    record Stories(int count, long seed) implements TrainingText {
        private static final int HELD_OUT = 400;

        /** Checks the number. */
        public Stories {
            if (count < 10) {
                throw new BadInputException("Training a model needs at least 10 stories; given " + count + ".");
            }
        }

        @Override
        public List<Document> documents(JobContext job) {
            job.message("telling stories");
            StoryGenerator generator = new StoryGenerator(seed);
            List<Document> stories = new ArrayList<>();
            for (int i = 0; i < count + Math.min(HELD_OUT, count / 9); i++) {
                stories.add(new Document("story " + i, generator.next().text()));
                job.checkCancelled();
            }
            return stories;
        }
    }
}
