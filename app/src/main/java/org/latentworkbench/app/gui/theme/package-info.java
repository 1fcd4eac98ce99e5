/**
 * Light and dark looks, fonts and font size. Main type: {@link org.latentworkbench.app.gui.theme.Theme}. Must not know
 * any view.
 */
@NullMarked
package org.latentworkbench.app.gui.theme;

import org.jspecify.annotations.NullMarked;
