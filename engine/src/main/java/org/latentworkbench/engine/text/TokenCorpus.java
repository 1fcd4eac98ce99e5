package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Tokenised documents on disk, memory-mapped, with their contexts. A position is the number of a token in the whole
 * corpus, from 0. Safe for use by several threads until closed.
 */
public final class TokenCorpus implements AutoCloseable {
    private final Path directory;

    private TokenCorpus(Path directory) {
        this.directory = directory;
    }

    /**
     * Opens a corpus folder.
     *
     * @throws org.latentworkbench.engine.error.BadInputException if it is no corpus or a file's size contradicts the
     *     manifest
     */
    public static TokenCorpus open(Path dir) {
        if (java.nio.file.Files.isDirectory(dir)) {
            return new TokenCorpus(dir);
        }
        throw new UnsupportedOperationException(dir.toString());
    }

    /** The folder it was opened from. */
    public Path directory() {
        return directory;
    }

    /** What it holds. */
    public CorpusInfo info() {
        throw new UnsupportedOperationException();
    }

    /** The tokenizer that made the tokens; opened at first use. */
    public Tokenizer tokenizer() {
        throw new UnsupportedOperationException();
    }

    /** All tokens by id, from the copy in the folder: does not open the tokenizer. */
    public Vocabulary vocabulary() {
        throw new UnsupportedOperationException();
    }

    /** Number of documents. */
    public int documentCount() {
        throw new UnsupportedOperationException();
    }

    /** Position of a document's first token; of the end of the corpus for {@code d == documentCount()}. */
    public long documentStart(int d) {
        throw new UnsupportedOperationException("" + d);
    }

    /** Number of tokens in all documents. */
    public long tokenCount() {
        throw new UnsupportedOperationException();
    }

    /** The token id at a position. */
    public int token(long position) {
        throw new UnsupportedOperationException("" + position);
    }

    /** Copies token ids out. */
    public void copyTokens(long start, int length, int[] target, int offset) {
        throw new UnsupportedOperationException("" + start + length + target.length + offset);
    }

    /** Number of contexts. */
    public int contextCount() {
        throw new UnsupportedOperationException();
    }

    /** A context by its number. */
    public Context context(int c) {
        throw new UnsupportedOperationException("" + c);
    }

    /** The number of the context that a position lies in. */
    public int contextAt(long position) {
        throw new UnsupportedOperationException("" + position);
    }

    /** The number of the document that a position lies in. */
    public int documentAt(long position) {
        throw new UnsupportedOperationException("" + position);
    }

    /** The truth about the tokens, where the corpus was generated with it. */
    public Optional<ConceptTrack> concepts() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}
}
