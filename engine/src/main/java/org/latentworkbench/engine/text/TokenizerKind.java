package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.latentworkbench.engine.job.JobContext;

/** Kinds of tokenizer that can be trained here. */
public enum TokenizerKind {
    /** Byte-level BPE as in GPT-2: knows every text. */
    BPE,
    /** Whole words with the blank before them; rare ones become {@code <unk>}. */
    WORD,
    /** Single characters; rare ones become {@code <unk>}. */
    CHARACTER;

    /** Ids that are no text: BOS and EOS of the BPE, and the unknown token of the others. */
    public int marks() {
        return this == BPE ? 2 : 3;
    }

    /**
     * Trains one.
     *
     * @param documents the texts, closed at the end
     * @param vocabularySize number of ids wanted, marks included
     * @param tokenizerJson the file to write
     * @return the number of ids really made: fewer if the text has no more
     * @throws org.latentworkbench.engine.error.BadInputException if there is no text or the vocabulary is too small
     */
    public int train(Stream<Document> documents, int vocabularySize, Path tokenizerJson, JobContext job) {
        return switch (this) {
            case BPE -> BpeTrainer.train(documents, vocabularySize, tokenizerJson, job);
            case WORD -> UnitTrainer.train(documents, UnitTrainer.WORDS, vocabularySize, tokenizerJson, job);
            case CHARACTER -> UnitTrainer.train(documents, UnitTrainer.CHARACTERS, vocabularySize, tokenizerJson, job);
        };
    }
}
