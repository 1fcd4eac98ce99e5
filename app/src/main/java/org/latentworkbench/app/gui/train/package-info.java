/**
 * The Train view: a form that is checked as it is typed, what it will cost, and the live curves of the runs. Main types:
 * {@link org.latentworkbench.app.gui.train.TrainView}, {@link org.latentworkbench.app.gui.train.TrainViewModel}. Must not
 * know how training works.
 */
@NullMarked
package org.latentworkbench.app.gui.train;

import org.jspecify.annotations.NullMarked;
