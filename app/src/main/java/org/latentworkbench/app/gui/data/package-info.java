/**
 * The Data view: models, corpora and activation caches of the workspace, what each holds, how much room it takes, and what was
 * dropped on the window. Main types: {@link org.latentworkbench.app.gui.data.DataView},
 * {@link org.latentworkbench.app.gui.data.Dropped}. Must not know any other view.
 */
@NullMarked
package org.latentworkbench.app.gui.data;

import org.jspecify.annotations.NullMarked;
