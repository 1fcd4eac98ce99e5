/**
 * Which latents fire on which tokens, ready to be asked. One streaming pass builds, from a corpus and an autoencoder, a
 * token-major activation store (memory-mapped), Lucene indexes of contexts and latents, and statistics per latent.
 * Main types: {@link org.latentworkbench.engine.index.IndexBuilder},
 * {@link org.latentworkbench.engine.index.LatentIndex}, {@link org.latentworkbench.engine.index.ActivationStore},
 * {@link org.latentworkbench.engine.index.LatentStatistics}. Lucene stays inside; must not know of search queries,
 * trees, labels' files or how an autoencoder encodes.
 */
@NullMarked
package org.latentworkbench.engine.index;

import org.jspecify.annotations.NullMarked;
