package org.latentworkbench.engine.index;

/** Names of the fields of the Lucene index {@code contexts}. */
final class ContextFields {
    static final String DIRECTORY = "contexts";

    /** Exact tokens with positions, see {@link TokenTerms}. */
    static final String TOKEN = "token";

    /** The decoded text, analysed for words. */
    static final String TEXT = "text";

    /** Numbers of the context and its document, and its first position. */
    static final String CONTEXT = "context";

    static final String DOCUMENT = "document";
    static final String START = "start";

    private ContextFields() {}
}
