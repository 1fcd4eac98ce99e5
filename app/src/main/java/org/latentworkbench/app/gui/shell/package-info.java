/**
 * The frame of the window: rail, bars, palette, notices, and the way between places. Main type:
 * {@link org.latentworkbench.app.gui.shell.WorkbenchFrame}. Knows views only as
 * {@link org.latentworkbench.app.gui.WorkbenchView}.
 */
@NullMarked
package org.latentworkbench.app.gui.shell;

import org.jspecify.annotations.NullMarked;
