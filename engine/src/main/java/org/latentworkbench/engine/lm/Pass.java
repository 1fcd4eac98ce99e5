package org.latentworkbench.engine.lm;

import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.lm.kernel.Kernels;
import org.latentworkbench.engine.lm.kernel.Positions;

/**
 * What one run through the layers carries along.
 *
 * @param kernels the arithmetic
 * @param positions of the tokens
 * @param hooks see the values, and may replace them
 * @param cache keys and values of the positions before, or none if the run begins at the first
 */
record Pass(Kernels kernels, Positions positions, Hooks hooks, @Nullable KeyValueCache cache) {}
