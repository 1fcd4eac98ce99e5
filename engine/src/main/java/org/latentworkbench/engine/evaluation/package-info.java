/**
 * Metrics of autoencoders with their definitions. Main type: {@link SplicedLoss}. Must not know workspaces, command lines and
 * windows.
 */
@NullMarked
package org.latentworkbench.engine.evaluation;

import org.jspecify.annotations.NullMarked;
