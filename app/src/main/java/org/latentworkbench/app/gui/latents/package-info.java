/**
 * The table of all latents and the page of one. Main types: {@link org.latentworkbench.app.gui.latents.LatentsView},
 * {@link org.latentworkbench.app.gui.latents.LatentsViewModel},
 * {@link org.latentworkbench.app.gui.latents.LatentPageViewModel}. Must not know the other views: it goes there by address.
 */
@NullMarked
package org.latentworkbench.app.gui.latents;

import org.jspecify.annotations.NullMarked;
