package org.latentworkbench.engine.lm;

/**
 * A token and how likely, or how much promoted, it is.
 *
 * @param id the token
 * @param score a probability, or a difference of logits, as the giver says
 */
public record TokenScore(int id, float score) {}
