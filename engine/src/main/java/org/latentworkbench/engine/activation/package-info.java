/**
 * Activations of a language model at a hook point: harvested to disk, streamed, or taken over from other programs, shuffled for training, and brought to
 * unit scale by one convention. Main types: {@link Harvester}, {@link ActivationCache}, {@link ActivationStream},
 * {@link InputScale}. Row r of a cache belongs to position r of its corpus. Must not know of autoencoders.
 */
@NullMarked
package org.latentworkbench.engine.activation;

import org.jspecify.annotations.NullMarked;
