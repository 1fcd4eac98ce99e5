/**
 * The arithmetic of a forward pass: {@link Kernels} with two implementations that agree, {@link TorchKernels} for every device
 * and for training, and {@link CpuKernels}, which fuses what libtorch would do operation by operation. Must not know
 * models, layers and hook points.
 */
@NullMarked
package org.latentworkbench.engine.lm.kernel;

import org.jspecify.annotations.NullMarked;
