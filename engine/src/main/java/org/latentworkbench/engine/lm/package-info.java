/**
 * Language models: configuration, weights, the forward pass with its hook points, generation, and training a small model
 * from scratch. Main types: {@link LanguageModel}, {@link HookPoint}, {@link LanguageModelTrainer}. Must not know what
 * becomes of the activations it gives.
 */
@NullMarked
package org.latentworkbench.engine.lm;

import org.jspecify.annotations.NullMarked;
