/**
 * Language models: configuration, weights, the forward pass with its hook points, interventions in it, generation, and training
 * a small model from scratch. Main types: {@link LanguageModel}, {@link HookPoint}, {@link Intervention} with its
 * {@link Replacement}, {@link LogitLens}, {@link LanguageModelTrainer}. A family of models is an {@code Architecture} that
 * puts blocks together; their arithmetic is in {@code lm.kernel}. Must not know what becomes of the activations it gives.
 */
@NullMarked
package org.latentworkbench.engine.lm;

import org.jspecify.annotations.NullMarked;
