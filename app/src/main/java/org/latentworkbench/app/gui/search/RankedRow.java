package org.latentworkbench.app.gui.search;

import org.latentworkbench.app.gui.control.TopTokens;

/**
 * One latent in the list of results.
 *
 * @param place 1 for the best
 * @param latent its id
 * @param title its name
 * @param named whether a person gave the name
 * @param level 1-based level
 * @param scores how it agrees with the query
 * @param density share of tokens on which it fires
 * @param tokens its top tokens
 */
record RankedRow(
        int place,
        int latent,
        String title,
        boolean named,
        int level,
        Scores scores,
        double density,
        TopTokens tokens) {
    /**
     * What a search measures; NaN where a kind of search does not.
     *
     * @param cosine of the match mask with the activations
     * @param precision firing matches / firings
     * @param recall firing matches / matches
     * @param f1 harmonic mean of the two
     * @param lift how many times more of its firings are matched than of all tokens
     * @param mean mean activation on matches
     */
    record Scores(double cosine, double precision, double recall, double f1, double lift, double mean) {
        /** Of a search that measures only these. */
        static Scores of(double recall, double mean) {
            return new Scores(Double.NaN, Double.NaN, recall, Double.NaN, Double.NaN, mean);
        }
    }
}
