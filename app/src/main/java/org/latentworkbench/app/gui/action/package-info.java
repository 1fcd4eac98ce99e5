/**
 * Every action of the window declared once, for menus, buttons, shortcuts and the command palette. Main types:
 * {@link org.latentworkbench.app.gui.action.Action}, {@link org.latentworkbench.app.gui.action.ActionTable}. Must not
 * know what the actions do.
 */
@NullMarked
package org.latentworkbench.app.gui.action;

import org.jspecify.annotations.NullMarked;
