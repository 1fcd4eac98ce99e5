package org.latentworkbench.app.gui.start;

import java.util.List;

/**
 * A sentence shaded by one latent.
 *
 * @param latent the latent's number
 * @param words its label, else its strongest tokens
 * @param tokens decoded tokens, leading spaces kept
 * @param values activation per token
 * @param reference the activation of the strongest stop
 */
record PaintedSentence(int latent, String words, List<String> tokens, float[] values, double reference) {}
