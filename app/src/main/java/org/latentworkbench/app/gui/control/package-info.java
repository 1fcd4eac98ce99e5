/**
 * Reusable parts of the window: running text shaded by activation ({@link org.latentworkbench.app.gui.control.TokenStrip}),
 * histograms, bars in tables, the query editor, filter fields. They show plain values and report what a person does;
 * they must not know of indexes, workspaces, jobs or threads. Colours come only from the style sheet.
 */
@NullMarked
package org.latentworkbench.app.gui.control;

import org.jspecify.annotations.NullMarked;
