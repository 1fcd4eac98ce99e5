/**
 * Training of sparse autoencoders: losses with hand-written gradients, Adam with exact state, schedules, dead latents,
 * checkpoints and the run log. Main types: {@link Trainer}, {@link TrainingConfig}. Must not know where activations come
 * from beyond {@link org.latentworkbench.engine.activation.ActivationStream}, nor who shows the curves.
 */
@NullMarked
package org.latentworkbench.engine.training;

import org.jspecify.annotations.NullMarked;
