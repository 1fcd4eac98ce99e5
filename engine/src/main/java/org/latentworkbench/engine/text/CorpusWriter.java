package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.latentworkbench.engine.job.JobContext;

/** Makes a corpus folder from documents: one pass, bounded memory, the manifest last. */
public final class CorpusWriter {
    private CorpusWriter() {}

    /**
     * Tokenises documents into a corpus folder; documents without a token are left out. The folder appears when it is
     * complete, and replaces one of that name.
     *
     * @param dir the corpus folder to make
     * @param name its name in the workspace
     * @param documents closed at the end
     * @param tokenizerJson {@code tokenizer.json} or the folder that holds it
     * @throws org.latentworkbench.engine.error.BadInputException if no document has a token
     */
    public static CorpusInfo write(
            Path dir,
            String name,
            Stream<Document> documents,
            Path tokenizerJson,
            CorpusOptions options,
            JobContext job) {
        throw new UnsupportedOperationException(dir + name + tokenizerJson + options + job);
    }

    /**
     * As {@link #write}, with the truth about the words, which becomes the corpus's {@link ConceptTrack}.
     *
     * @param documents documents with their spans, closed at the end
     * @param concepts the hierarchy the spans' ids belong to
     */
    public static CorpusInfo writeAnnotated(
            Path dir,
            String name,
            Stream<AnnotatedDocument> documents,
            Concepts concepts,
            Path tokenizerJson,
            CorpusOptions options,
            JobContext job) {
        throw new UnsupportedOperationException(dir + name + concepts.size() + tokenizerJson + options + job);
    }
}
