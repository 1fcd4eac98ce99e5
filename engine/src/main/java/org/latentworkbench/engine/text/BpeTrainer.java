package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.latentworkbench.engine.job.JobContext;

/** Trains a byte-level BPE tokenizer and writes it as a Hugging Face {@code tokenizer.json}. */
public final class BpeTrainer {
    private BpeTrainer() {}

    /**
     * Learns merges from texts until the vocabulary is full or no pair comes twice.
     *
     * @param documents the texts, closed at the end
     * @param vocabularySize number of ids including 256 bytes and the special tokens {@code <|bos|>}, {@code <|eos|>}
     *     (ids 0 and 1)
     * @param tokenizerJson the file to write
     * @return the number of ids really made
     */
    public static int train(Stream<Document> documents, int vocabularySize, Path tokenizerJson, JobContext job) {
        throw new UnsupportedOperationException("" + vocabularySize + tokenizerJson + job);
    }
}
