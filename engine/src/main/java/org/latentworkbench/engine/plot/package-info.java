/**
 * Drawing without a toolkit: scales and ticks, the activation scale's stops, histogram bars, lines thinned to what a
 * screen can show, density rasters as ARGB pixels, and an SVG writer. The window, PNG and SVG export draw from the same
 * numbers. Uses nothing but the Java platform's base module.
 */
@NullMarked
package org.latentworkbench.engine.plot;

import org.jspecify.annotations.NullMarked;
