package org.latentworkbench.engine.index;

import java.util.List;

/**
 * A sample of the contexts between two quantiles of a latent's context maxima.
 *
 * @param low smallest maximum in the group
 * @param high largest maximum in the group
 * @param contexts how many contexts the group has
 * @param sample some of them, strongest first
 */
public record QuantileGroup(float low, float high, int contexts, List<ContextHit> sample) {}
