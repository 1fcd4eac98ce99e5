/**
 * The Playground view: a person's own text, the latents that fire on it, what comes next, and how that changes when latents are
 * clamped, ablated or boosted. Main types: {@link org.latentworkbench.app.gui.playground.PlaygroundView} and its view model.
 */
@NullMarked
package org.latentworkbench.app.gui.playground;

import org.jspecify.annotations.NullMarked;
