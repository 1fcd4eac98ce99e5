/**
 * How the error of autoencoders falls with their size and their number of active latents: the fits of Gao et al. 2024 (arXiv
 * 2406.04093, section 3) with intervals. Main types: {@link ScalingFitter}, {@link ScalingFit}. Must not know how the
 * autoencoders were trained.
 */
@NullMarked
package org.latentworkbench.engine.evaluation.scaling;

import org.jspecify.annotations.NullMarked;
