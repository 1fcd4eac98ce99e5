/**
 * The page that is shown when nothing is open. Main type: {@link org.latentworkbench.app.gui.start.StartView}. Must not know
 * any other view.
 */
@NullMarked
package org.latentworkbench.app.gui.start;

import org.jspecify.annotations.NullMarked;
