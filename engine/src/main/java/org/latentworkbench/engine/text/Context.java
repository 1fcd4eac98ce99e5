package org.latentworkbench.engine.text;

/**
 * A window inside one document. Contexts tile every document in order: consecutive windows of the corpus's context
 * length, the last of a document shorter, so that every token lies in exactly one context.
 *
 * @param index number of the context in the corpus, from 0
 * @param document number of the document it lies in, from 0
 * @param start position of its first token in the corpus
 * @param length number of its tokens, ≥ 1
 */
public record Context(int index, int document, long start, int length) {
    /** Position after its last token. */
    public long end() {
        return start + length;
    }
}
