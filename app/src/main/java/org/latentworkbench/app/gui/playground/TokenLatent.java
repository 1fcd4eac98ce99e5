package org.latentworkbench.app.gui.playground;

/**
 * A latent that fires on a token.
 *
 * @param latent its number
 * @param title what it is called
 * @param named whether the person named it
 * @param level the level of its prefix, from 1
 * @param activation as it is shown
 */
record TokenLatent(int latent, String title, boolean named, int level, double activation) {}
