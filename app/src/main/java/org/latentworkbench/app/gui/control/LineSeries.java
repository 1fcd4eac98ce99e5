package org.latentworkbench.app.gui.control;

import java.util.Optional;

/**
 * One line of a plot. Owns its arrays.
 *
 * @param name whose line it is, for copied data
 * @param x ascending
 * @param y as many; NaN leaves a gap
 * @param style colour, dash and mark
 * @param strength from 0 (faint) to 1: lines of one family keep their colour and differ in this
 * @param endLabel written at the line's right end; empty for none
 * @param running whether more is to come: the line ends in a dot
 */
public record LineSeries(
        String name,
        double[] x,
        double[] y,
        SeriesStyle style,
        double strength,
        Optional<String> endLabel,
        boolean running) {
    /** Checks that the arrays belong together. */
    public LineSeries {
        if (x.length != y.length) {
            throw new IllegalArgumentException(x.length + " x for " + y.length + " y");
        }
    }

    /** A plain line. */
    public static LineSeries of(String name, double[] x, double[] y, SeriesStyle style) {
        return new LineSeries(name, x, y, style, 1, Optional.empty(), false);
    }
}
