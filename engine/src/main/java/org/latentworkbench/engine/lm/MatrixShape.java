package org.latentworkbench.engine.lm;

/**
 * The extents of a matrix that takes vectors of one width to another.
 *
 * @param out width of the results
 * @param in width of the arguments
 */
public record MatrixShape(int out, int in) {}
