/**
 * Toy data whose true features are known, and how well an autoencoder finds them: the feature tree and the parent-and-child
 * model that show feature absorption, and a random dictionary. Main types: {@link ToyModel}, {@link ToyLab},
 * {@link ToyReport}. Must not know of language models and files.
 */
@NullMarked
package org.latentworkbench.engine.training.toy;

import org.jspecify.annotations.NullMarked;
