/**
 * Long work and quick queries off the interface thread: the only place with threads and {@code Platform.runLater}. Main
 * types: {@link org.latentworkbench.app.gui.task.Jobs}, {@link org.latentworkbench.app.gui.task.RunningJob},
 * {@link org.latentworkbench.app.gui.task.LatestUpdate}. Must not know what the work is or who shows it.
 */
@NullMarked
package org.latentworkbench.app.gui.task;

import org.jspecify.annotations.NullMarked;
