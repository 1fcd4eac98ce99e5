/**
 * What the program remembers between starts, in one JSON file in the configuration folder of the system. Main type:
 * {@link org.latentworkbench.app.gui.settings.Settings}. Must not know any view.
 */
@NullMarked
package org.latentworkbench.app.gui.settings;

import org.jspecify.annotations.NullMarked;
