package org.latentworkbench.engine.plot;

/**
 * A mark on an axis.
 *
 * @param value where
 * @param label what is written beside it; empty for a mark without words
 */
public record Tick(double value, String label) {}
