package org.latentworkbench.app.gui.train;

/**
 * What the next run begins with instead of nothing.
 *
 * @param run another run
 * @param step of its checkpoint
 * @param width latents, which cannot change
 */
record BranchStart(String run, long step, int width) {}
