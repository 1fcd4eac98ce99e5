package org.latentworkbench.engine.search;

/**
 * What is known of the tokens of one document beyond their ids: activations of latents and ground-truth concepts. Tests such
 * as {@code [123>0.5]} ask it; a script without them never does.
 */
public interface TokenFacts {
    /** Nothing is known: no latent fires and no concept holds. */
    TokenFacts NONE = new TokenFacts() {
        @Override
        public void activations(int[] latents, int length, float[][] into) {}

        @Override
        public void concept(int concept, int length, boolean[] into) {}
    };

    /**
     * The activations of some latents on the document's tokens.
     *
     * @param latents ids, ascending
     * @param length number of tokens of the document
     * @param into [latents][length or more], zero on entry; {@code into[i][t]} becomes the activation of latent {@code
     *     latents[i]} on token {@code t}, 0 where it is silent
     */
    void activations(int[] latents, int length, float[][] into);

    /**
     * Where a ground-truth concept holds.
     *
     * @param concept its id
     * @param length number of tokens of the document
     * @param into [length or more], false on entry
     */
    void concept(int concept, int length, boolean[] into);
}
