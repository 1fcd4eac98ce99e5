package org.latentworkbench.engine.plot;

/**
 * What a plot is drawn on: an SVG file, or the window's canvas. Pixels, y downwards; colours are non-premultiplied
 * ARGB, fully transparent ones draw nothing.
 */
public interface Surface {
    /** Where text stands relative to its point. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    /** A straight line. */
    void line(double x1, double y1, double x2, double y2, Stroke stroke);

    /** An open line through points. */
    void polyline(Points points, Stroke stroke);

    /** A cubic Bézier curve with horizontal ends, as the edges of a tree. */
    void curve(double x1, double y1, double x2, double y2, Stroke stroke);

    /** A filled closed shape. */
    void polygon(Points points, int fill);

    /** A filled rectangle with rounded corners. */
    void rectangle(double x, double y, double width, double height, double radius, int fill);

    /** A disc with an outline. */
    void circle(double x, double y, double radius, int fill, Stroke outline);

    /** One line of text on its baseline. */
    void text(double x, double y, String text, double size, boolean bold, int fill, Anchor anchor);

    /** One line of text that reads upwards, its baseline at x, centred on y. */
    void textUpwards(double x, double y, String text, double size, int fill);

    /** An image. */
    void image(double x, double y, double width, double height, Raster raster);
}
