package org.latentworkbench.app.gui.latents;

/**
 * The token regex that predicts a latent best, as the table shows it.
 *
 * @param script the script, empty when none is known
 * @param f1 in documents it was not made from
 */
record BestRegex(String script, double f1) {
    static final BestRegex NONE = new BestRegex("", 0);

    boolean isEmpty() {
        return script.isEmpty();
    }
}
