/**
 * The few questions that need an answer before going on: choosing folders and files, confirming. Main type:
 * {@link org.latentworkbench.app.gui.dialog.Dialogs}. Must not know any view.
 */
@NullMarked
package org.latentworkbench.app.gui.dialog;

import org.jspecify.annotations.NullMarked;
