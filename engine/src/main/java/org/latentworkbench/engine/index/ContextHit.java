package org.latentworkbench.engine.index;

import org.latentworkbench.engine.text.Context;

/**
 * A context found for a latent.
 *
 * @param context where
 * @param max the latent's largest activation in it, 0 where the latent is silent
 * @param peak global token position of that maximum (the first one of equals); for a near miss the token on which the
 *     latent was expected
 */
public record ContextHit(Context context, float max, long peak) {}
