/**
 * What a sparse autoencoder is: its kinds, parameters, encoding and decoding in raw model units, and its folder on disk in
 * the layout of SAELens with a sidecar of ours. Main types: {@link Sae}, {@link SaeKind}, {@link SparseRows}. Must not know
 * how one is trained or what its latents fire on.
 */
@NullMarked
package org.latentworkbench.engine.sae;

import org.jspecify.annotations.NullMarked;
