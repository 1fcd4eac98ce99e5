/**
 * The ways in which work can fail, by cause. Everything above throws these and nothing else for expected failures;
 * the faces of the program decide how to show them. Main type: {@link WorkbenchException}. Knows nothing of the rest.
 */
@NullMarked
package org.latentworkbench.engine.error;

import org.jspecify.annotations.NullMarked;
