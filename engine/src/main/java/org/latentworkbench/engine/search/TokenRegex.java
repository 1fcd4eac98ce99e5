package org.latentworkbench.engine.search;

/** A compiled token-regex script. Immutable; safe for use by several threads. */
public final class TokenRegex {
    private TokenRegex() {}

    /**
     * Compiles a script; case counts.
     *
     * @throws org.latentworkbench.engine.search.syntax.TokenRegexException if the script is wrong, with its place
     */
    public static TokenRegex compile(String script, RegexEnvironment environment) {
        throw new UnsupportedOperationException(script + environment.literals());
    }

    /** Marks the last token of every match in one document. */
    public MatchMask match(int[] documentTokens, int length) {
        throw new UnsupportedOperationException("" + documentTokens.length + length);
    }

    /** What a match is, in one sentence: {@code A match ends on “ said”; 2 tokens long.} */
    public String explain() {
        throw new UnsupportedOperationException();
    }
}
