package org.latentworkbench.engine.plot;

import java.util.List;

/**
 * Lines and marks over two axes, as data: drawn on any surface, or written as CSV.
 *
 * @param x the horizontal axis
 * @param y the vertical axis
 * @param series drawn in order
 */
public record XyPlot(Axis x, Axis y, List<Series> series) {
    /**
     * An axis.
     *
     * @param title name and unit; may be empty
     * @param scale from left to right, or from bottom to top
     */
    public record Axis(String title, Scale scale) {}

    /** Shapes that tell series apart without colour. */
    public enum Mark {
        NONE,
        CIRCLE,
        TRIANGLE,
        SQUARE,
        DIAMOND
    }

    /**
     * Named points.
     *
     * @param name shown at the right end of its line and in the CSV
     * @param points in values of the axes
     * @param stroke of the line; transparent for marks alone
     * @param mark at every point
     */
    public record Series(String name, Points points, Stroke stroke, Mark mark) {}

    /**
     * Colours of everything that is no data.
     *
     * @param text ARGB of figures and titles
     * @param grid ARGB of grid lines
     * @param axis ARGB of the axes
     */
    public record Look(int text, int grid, int axis) {
        /** Primer light. */
        public static final Look LIGHT = new Look(0xFF57606A, 0xFFE4E8EC, 0xFFD0D7DE);

        /** Primer dark. */
        public static final Look DARK = new Look(0xFF8B949E, 0xFF21262D, 0xFF30363D);
    }

    /** Draws the plot into the rectangle from the origin. */
    public void draw(Surface surface, double width, double height, Look look) {
        new XyPainter(this, surface, width, height, look).paint();
    }

    /** The data: one line per point with series, x and y; text is quoted after RFC 4180. */
    public String csv() {
        var out = new StringBuilder();
        out.append("series,")
                .append(quoted(x.title))
                .append(',')
                .append(quoted(y.title))
                .append("\r\n");
        for (Series one : series) {
            for (int i = 0; i < one.points.size(); i++) {
                out.append(quoted(one.name)).append(',');
                out.append(one.points.x()[i])
                        .append(',')
                        .append(one.points.y()[i])
                        .append("\r\n");
            }
        }
        return out.toString();
    }

    private static String quoted(String text) {
        return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
