package org.latentworkbench.app.gui.latents;

/**
 * What explains a latent, with how well it predicts where the latent fires.
 *
 * @param script a token regex; empty where nothing says where it fires
 * @param precision share of the matches on which it fires
 * @param recall share of its firings that match
 * @param basis how that was found out, in words
 */
record Explained(String script, double precision, double recall, String basis) {
    static final Explained NOTHING = new Explained("", 0, 0, "");
}
