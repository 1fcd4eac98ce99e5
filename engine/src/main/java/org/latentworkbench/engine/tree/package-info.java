/**
 * Which latents are special cases of which: directed scores between neighbouring levels of a Matryoshka autoencoder, or
 * of autoencoders of growing width, and the forest they make at a threshold. Main types:
 * {@link org.latentworkbench.engine.tree.LatentTree}, {@link org.latentworkbench.engine.tree.LatentForest},
 * {@link org.latentworkbench.engine.tree.HolePairs}, {@link org.latentworkbench.engine.tree.TreeLayout}. Reads indexes
 * only; must not know of models, text queries or how the tree is drawn.
 */
@NullMarked
package org.latentworkbench.engine.tree;

import org.jspecify.annotations.NullMarked;
