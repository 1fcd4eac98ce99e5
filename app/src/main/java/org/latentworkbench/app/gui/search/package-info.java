/**
 * Searching latents by what they should fire on. Main types: {@link org.latentworkbench.app.gui.search.SearchView},
 * {@link org.latentworkbench.app.gui.search.SearchViewModel}. Must not know the other views: it goes there by address.
 */
@NullMarked
package org.latentworkbench.app.gui.search;

import org.jspecify.annotations.NullMarked;
