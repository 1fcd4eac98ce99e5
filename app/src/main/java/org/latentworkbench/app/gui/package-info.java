/**
 * What the parts of the window share: {@link org.latentworkbench.app.gui.AppContext} with its services,
 * {@link org.latentworkbench.app.gui.WorkbenchView} as every view is seen by the frame, and
 * {@link org.latentworkbench.app.gui.Address} for places that can be named. Must not know any view.
 */
@NullMarked
package org.latentworkbench.app.gui;

import org.jspecify.annotations.NullMarked;
