package org.latentworkbench.engine.search;

/** Finds the matches of one script in one document after the other, keeping what it learns. For one thread. */
public final class RegexMatcher {
    private final Finder finder;
    private final DocumentTokens document;
    private final long[] required;

    /** @param required sets of classes of each of which a document with a match has a token, as bits */
    RegexMatcher(Finder finder, TokenSets sets, long[] required) {
        this.finder = finder;
        this.required = required;
        this.document = new DocumentTokens(sets);
    }

    /** As {@link #match(int[], int, TokenFacts)} where nothing but the tokens is known. */
    public MatchMask match(int[] tokens, int length) {
        return match(tokens, length, TokenFacts.NONE);
    }

    /**
     * Marks the last token of every match in a document.
     *
     * @param tokens token ids, not copied: leave them alone until the next call
     * @param length how many of them belong to the document
     * @param facts activations and concepts of these tokens
     * @throws org.latentworkbench.engine.error.CancelledException if the matcher was made with a way to cancel it
     */
    public MatchMask match(int[] tokens, int length, TokenFacts facts) {
        show(tokens, length, facts);
        long[] marks = new long[BitWords.words(length)];
        boolean complete = length == 0 || !document.holdsAll(required) || finder.find(document, marks);
        return new MatchMask(marks, length, complete);
    }

    /**
     * Marks the last token of every match in documents that follow one another, if nothing but the tokens is needed.
     *
     * @param tokens token ids, not copied: leave them alone until the next call
     * @param ends for each document the index after its last token; the first one begins at 0
     * @param count number of documents, at least one
     * @param marks bits by index into {@code tokens}, cleared on entry
     * @return false when it can only do one after the other; marks are then of no use
     */
    boolean matchAll(int[] tokens, int[] ends, int count, long[] marks) {
        show(tokens, ends[count - 1], TokenFacts.NONE);
        return finder.findAll(document, ends, count, marks);
    }

    /** Makes a document the one that {@link #longestStart} speaks of, without matching it. */
    void show(int[] tokens, int length, TokenFacts facts) {
        if (length < 0 || length > tokens.length) {
            throw new IllegalArgumentException(length + " of " + tokens.length + " tokens");
        }
        document.show(tokens, length, facts);
    }

    /**
     * First token of the longest match that ends with a token of the document given to the last call of {@code match}.
     *
     * @param lastToken a token on which a match ends
     * @return the token itself for a match of one token, and where the search of back-references ran out of budget
     */
    public int longestStart(int lastToken) {
        if (lastToken < 0 || lastToken >= document.length()) {
            throw new IllegalArgumentException("token " + lastToken + " of " + document.length());
        }
        return finder.longestStart(document, lastToken);
    }
}
