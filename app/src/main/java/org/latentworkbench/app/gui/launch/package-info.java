/**
 * Puts the window together and starts it. Main types: {@link org.latentworkbench.app.gui.launch.WindowLauncher},
 * {@link org.latentworkbench.app.gui.launch.WorkbenchApplication}. Knows every view; no view knows it.
 */
@NullMarked
package org.latentworkbench.app.gui.launch;

import org.jspecify.annotations.NullMarked;
