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
 * @param cosine of the match mask with the activations; NaN where there is none
 * @param precision firing matches / firings; NaN where there is none
 * @param recall firing matches / matches; NaN where there is none
 * @param mean mean activation on matches; NaN where there is none
 * @param density share of tokens on which it fires
 * @param tokens its top tokens
 */
record RankedRow(
        int place,
        int latent,
        String title,
        boolean named,
        int level,
        double cosine,
        double precision,
        double recall,
        double mean,
        double density,
        TopTokens tokens) {}
