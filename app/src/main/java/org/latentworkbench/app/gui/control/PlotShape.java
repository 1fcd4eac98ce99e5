package org.latentworkbench.app.gui.control;

/** What a plot is drawn with, in pixels from the upper left: the same list goes to the window, to PNG and to SVG. */
sealed interface PlotShape {
    /**
     * A line through points. Owns its arrays.
     *
     * @param x from the left
     * @param y from the top
     * @param colour a variable of the theme
     * @param opacity from 0 to 1
     * @param width in pixels
     * @param dashes lengths of dashes and gaps; empty for a solid line
     */
    record Path(double[] x, double[] y, String colour, double opacity, double width, double[] dashes)
            implements PlotShape {}

    /**
     * Text on one line, centred vertically at y.
     *
     * @param anchor where x is: 0 left, 0.5 middle, 1 right
     * @param size of the font in the design's pixels
     */
    record Text(double x, double y, double anchor, String text, String colour, double size, boolean strong)
            implements PlotShape {}

    /** A filled disc. */
    record Dot(double x, double y, double radius, String colour) implements PlotShape {}
}
