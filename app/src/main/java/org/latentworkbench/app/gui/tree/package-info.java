/**
 * The tree of latents: outline, drawing and the page of a parent and a child. Main types:
 * {@link org.latentworkbench.app.gui.tree.LatentTreeView}, {@link org.latentworkbench.app.gui.tree.TreeViewModel}. Must not know
 * the other views: it goes there by address.
 */
@NullMarked
package org.latentworkbench.app.gui.tree;

import org.jspecify.annotations.NullMarked;
