/**
 * Numbers in native memory: row-major matrices off the heap, safetensors files, the dense product and the compute device.
 * Main types: {@link FloatMatrix}, {@link TensorSource}, {@link Blas}, {@link ComputeDevice}. Must not know what the numbers mean.
 */
@NullMarked
package org.latentworkbench.engine.tensor;

import org.jspecify.annotations.NullMarked;
