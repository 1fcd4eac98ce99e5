/**
 * Drawing without a toolkit: scales and ticks, the activation scale's stops, histogram bars, lines thinned to what a
 * screen can show, rasters as ARGB pixels, and plots drawn on a {@link org.latentworkbench.engine.plot.Surface} that
 * the window, PNG and SVG share. Main types: {@link org.latentworkbench.engine.plot.Scale}, {@link
 * org.latentworkbench.engine.plot.XyPlot}, {@link org.latentworkbench.engine.plot.Raster}, {@link
 * org.latentworkbench.engine.plot.SvgSurface}. Uses nothing but the Java platform's base module.
 */
@NullMarked
package org.latentworkbench.engine.plot;

import org.jspecify.annotations.NullMarked;
