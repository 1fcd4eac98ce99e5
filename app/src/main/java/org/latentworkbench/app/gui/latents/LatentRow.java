package org.latentworkbench.app.gui.latents;

import org.latentworkbench.app.gui.control.TopTokens;

/**
 * One latent as the table shows it.
 *
 * @param id latent id
 * @param label the person's words, empty when there are none
 * @param level 1-based level
 * @param density share of tokens on which it fires
 * @param mean mean activation when on
 * @param max largest activation
 * @param tokens its top tokens
 * @param regex the token regex that predicts it best
 * @param starred whether it is among the favourites
 */
record LatentRow(
        int id,
        String label,
        int level,
        double density,
        double mean,
        double max,
        TopTokens tokens,
        BestRegex regex,
        boolean starred) {
    boolean dead() {
        return density == 0;
    }

    LatentRow with(String newLabel, boolean newStarred) {
        return new LatentRow(id, newLabel, level, density, mean, max, tokens, regex, newStarred);
    }
}
