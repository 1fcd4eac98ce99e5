package org.latentworkbench.engine.text;

/**
 * What a token corpus holds; the fields of its manifest.
 *
 * @param name its name in the workspace
 * @param documents number of documents with at least one token
 * @param tokens number of tokens in all documents
 * @param contextLength tokens of a full context
 * @param contexts number of contexts
 * @param bos whether models see BOS before each context
 * @param tokenizerFingerprint {@link Tokenizer#fingerprint()} of the tokenizer in the folder
 * @param vocabularySize number of token ids
 * @param source where the text comes from, for people
 * @param sha256 SHA-256 over {@code tokens.bin} and {@code documents.bin} in hex: equal values mean equal tokens
 */
public record CorpusInfo(
        String name,
        long documents,
        long tokens,
        int contextLength,
        int contexts,
        BosRule bos,
        String tokenizerFingerprint,
        int vocabularySize,
        String source,
        String sha256) {}
