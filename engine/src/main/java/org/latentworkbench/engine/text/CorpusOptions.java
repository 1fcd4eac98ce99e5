package org.latentworkbench.engine.text;

/**
 * How documents become a corpus.
 *
 * @param contextLength tokens of a full context, 1 to 1,048,576
 * @param bos whether models see BOS before each context
 * @param source where the text comes from, for people
 */
public record CorpusOptions(int contextLength, BosRule bos, String source) {
    /** Tokens of a full context unless told otherwise. */
    public static final int DEFAULT_CONTEXT_LENGTH = 128;

    /** Checks the context length. */
    public CorpusOptions {
        if (contextLength < 1 || contextLength > 1 << 20) {
            throw new org.latentworkbench.engine.error.BadInputException(
                    "The context length is " + contextLength + "; it must be from 1 to 1,048,576 tokens.");
        }
    }

    /** 128 tokens, BOS before each context. */
    public static CorpusOptions defaults(String source) {
        return new CorpusOptions(DEFAULT_CONTEXT_LENGTH, BosRule.EACH_CONTEXT, source);
    }
}
