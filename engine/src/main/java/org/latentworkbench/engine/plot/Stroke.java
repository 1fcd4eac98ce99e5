package org.latentworkbench.engine.plot;

/**
 * How a line is drawn.
 *
 * @param argb colour, non-premultiplied
 * @param width in pixels
 * @param dash lengths of strokes and gaps in turn, in pixels; empty for a solid line. Owned by this record.
 */
public record Stroke(int argb, double width, double... dash) {
    /** A solid line. */
    public static Stroke solid(int argb, double width) {
        return new Stroke(argb, width);
    }
}
