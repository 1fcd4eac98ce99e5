/**
 * What several views say about latents and contexts of the autoencoder in view: contexts as token strips
 * ({@link org.latentworkbench.app.gui.reading.ContextReader}), latents by name
 * ({@link org.latentworkbench.app.gui.reading.LatentTitles}). Works on any thread; must not know any view.
 */
@NullMarked
package org.latentworkbench.app.gui.reading;

import org.jspecify.annotations.NullMarked;
