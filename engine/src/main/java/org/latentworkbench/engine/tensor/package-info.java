/**
 * Numbers in native memory: row-major matrices off the heap, files of arrays, the dense product and the compute device.
 * Main types: {@link FloatMatrix}, {@link TensorSource}, {@link Blas}, {@link ComputeDevice}. Must not know what the numbers
 * mean.
 *
 * <p>Array files (safetensors, npy, npz) have readers of our own: DJL's decode a whole file into one Java array, so nothing
 * beyond 2 GiB, and neither its nor ND4J's reads both byte orders, both orders of dimensions and half floats of both kinds
 * from a memory map after checking the header against the file.
 */
@NullMarked
package org.latentworkbench.engine.tensor;

import org.jspecify.annotations.NullMarked;
