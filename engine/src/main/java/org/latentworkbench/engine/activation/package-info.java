/**
 * Activations of a language model at a hook point: harvested to disk or streamed, shuffled for training, and brought to
 * unit scale by one convention. Main types: {@link Harvester}, {@link ActivationCache}, {@link ActivationStream},
 * {@link InputScale}. Row r of a harvest belongs to position r of its corpus. Must not know of autoencoders.
 */
@NullMarked
package org.latentworkbench.engine.activation;

import org.jspecify.annotations.NullMarked;
