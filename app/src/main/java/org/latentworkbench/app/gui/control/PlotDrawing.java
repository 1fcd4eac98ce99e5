package org.latentworkbench.app.gui.control;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.engine.plot.Points;
import org.latentworkbench.engine.plot.Stroke;
import org.latentworkbench.engine.plot.Surface;
import org.latentworkbench.engine.plot.Tick;

/**
 * Draws a line plot on a surface, the window's or a file's: title, grid, axes, lines, names at their ends.
 *
 * @param plot what is drawn
 * @param surface what it is drawn on
 * @param width in pixels
 * @param height in pixels
 * @param scale pixels per pixel of the design
 * @param palette colours
 * @param titleWidth how wide a title is in pixels
 */
record PlotDrawing(
        LinePlot plot,
        Surface surface,
        double width,
        double height,
        double scale,
        Palette palette,
        ToDoubleFunction<String> titleWidth) {
    private static final double LEFT = 36;
    private static final double TOP = 30;
    private static final double BOTTOM = 24;
    private static final double RIGHT = 12;
    private static final double LABEL_GAP = 5;
    private static final double LABEL_PITCH = 13;
    private static final double MEAN_CHARACTER = 6.6;
    private static final double TICK_EVERY_X = 90;
    private static final double TICK_EVERY_Y = 34;
    private static final double TITLE = 12;
    private static final double SMALL = 11;
    /** From the middle of a line of text to its baseline, in units of its size. */
    private static final double BASELINE = 0.36;

    private static final Stroke NO_OUTLINE = Stroke.solid(0, 0);

    /** Where the lines go. */
    private record Frame(double left, double right, double top, double bottom, PlotAxis x, PlotAxis y) {
        double placeX(double value) {
            return left + x.scale().toUnit(value) * (right - left);
        }

        double placeY(double value) {
            double unit = y.scale().toUnit(value);
            return Double.isFinite(unit) ? bottom - Math.clamp(unit, 0, 1) * (bottom - top) : Double.NaN;
        }
    }

    void draw() {
        text(0, 10 * scale, plot.title(), TITLE, true, "-color-fg-default", Surface.Anchor.START);
        double titleEnd = titleWidth.applyAsDouble(plot.title()) + 5 * scale;
        text(titleEnd, 10 * scale, plot.subtitle(), TITLE, false, "-color-fg-muted", Surface.Anchor.START);
        if (plot.series().stream().allMatch(line -> line.x().length == 0)) {
            return; // axes without numbers would say something that is not so
        }
        int longest = plot.series().stream()
                .mapToInt(line -> line.endLabel().map(String::length).orElse(0))
                .max()
                .orElse(0);
        double left = LEFT * scale;
        double right = width - (RIGHT + (longest > 0 ? longest * MEAN_CHARACTER + LABEL_GAP : 0)) * scale;
        double top = TOP * scale;
        double bottom = height - BOTTOM * scale;
        if (right - left < 40 || bottom - top < 20) {
            return;
        }
        Frame frame = new Frame(
                left, right, top, bottom, xAxis((int) Math.max(2, (right - left) / (TICK_EVERY_X * scale))), yAxis((int)
                        Math.max(2, (bottom - top) / (TICK_EVERY_Y * scale))));
        axes(frame);
        reference(frame);
        plot.series().forEach(line -> line(line, frame));
        endLabels(frame);
    }

    private void axes(Frame frame) {
        Stroke grid = Stroke.solid(palette.argb("-lw-line"), 1);
        for (Tick tick : frame.y().ticks()) {
            double at = Math.round(frame.placeY(tick.value())) + 0.5;
            surface.line(frame.left(), at, frame.right(), at, grid);
            text(frame.left() - 6 * scale, at, tick.label(), SMALL, false, "-color-fg-muted", Surface.Anchor.END);
        }
        for (Tick tick : frame.x().ticks()) {
            text(
                    frame.placeX(tick.value()),
                    frame.bottom() + 14 * scale,
                    tick.label(),
                    SMALL,
                    false,
                    "-color-fg-muted",
                    Surface.Anchor.MIDDLE);
        }
    }

    private PlotAxis xAxis(int ticks) {
        double most = plot.series().stream()
                .mapToDouble(line -> line.x().length == 0 ? 0 : line.x()[line.x().length - 1])
                .max()
                .orElse(1);
        return PlotAxis.linear(0, most > 0 ? most : 1, ticks, false);
    }

    private PlotAxis yAxis(int ticks) {
        double[] values = plot.series().stream()
                .flatMapToDouble(line -> Arrays.stream(line.y()))
                .filter(value -> Double.isFinite(value) && (!plot.logarithmic() || value > 0))
                .toArray();
        double least = Arrays.stream(values).min().orElse(plot.logarithmic() ? 0.1 : 0);
        double most =
                Math.max(Arrays.stream(values).max().orElse(1), plot.reference().orElse(0));
        if (plot.logarithmic()) {
            return PlotAxis.logarithmic(least, most);
        }
        return PlotAxis.linear(plot.fromZero() ? 0 : least, most > 0 ? most : 1, ticks, true);
    }

    private void reference(Frame frame) {
        if (plot.reference().isPresent()) {
            double at = Math.round(frame.placeY(plot.reference().getAsDouble())) + 0.5;
            surface.line(
                    frame.left(),
                    at,
                    frame.right(),
                    at,
                    new Stroke(faded(palette.argb("-color-fg-muted"), 0.6), 1, 3, 3));
            text(
                    frame.right(),
                    at - 9 * scale,
                    plot.referenceLabel(),
                    SMALL,
                    false,
                    "-color-fg-muted",
                    Surface.Anchor.END);
        }
    }

    private void line(LineSeries line, Frame frame) {
        int columns = (int) Math.ceil(frame.right() - frame.left());
        Points thin = new Points(line.x(), line.y()).thinned(frame.x().scale(), columns);
        double[] x = new double[thin.size()];
        double[] y = new double[thin.size()];
        int last = -1;
        for (int i = 0; i < x.length; i++) {
            x[i] = frame.placeX(thin.x()[i]);
            y[i] = frame.placeY(thin.y()[i]);
            last = Double.isNaN(y[i]) ? last : i;
        }
        int colour = palette.argb(line.style().colour());
        surface.polyline(
                new Points(x, y),
                new Stroke(
                        faded(colour, 0.45 + 0.55 * line.strength()),
                        (1.1 + 0.9 * line.strength()) * scale,
                        line.style().dashes()));
        if (last >= 0 && (line.running() || x.length == 1)) {
            surface.circle(x[last], y[last], 3 * scale, colour, NO_OUTLINE);
        }
    }

    /** Names at the right ends, moved apart where they would touch. */
    private void endLabels(Frame frame) {
        List<LineSeries> named = plot.series().stream()
                .filter(line -> line.endLabel().isPresent() && line.y().length > 0)
                .sorted(Comparator.comparingDouble(PlotDrawing::end).reversed())
                .toList();
        double previous = Double.NEGATIVE_INFINITY;
        for (LineSeries line : named) {
            double natural = frame.placeY(end(line));
            double at = Math.max(Double.isNaN(natural) ? frame.bottom() : natural, previous + LABEL_PITCH * scale);
            previous = at;
            text(
                    frame.right() + LABEL_GAP * scale,
                    at,
                    line.endLabel().orElse(""),
                    SMALL,
                    line.strength() >= 1 && named.size() > 1,
                    "-color-fg-default",
                    Surface.Anchor.START);
        }
    }

    private static double end(LineSeries line) {
        return line.y()[line.y().length - 1];
    }

    /** Text whose middle is at y. */
    private void text(
            double x, double y, String text, double size, boolean strong, String colour, Surface.Anchor anchor) {
        surface.text(x, y + BASELINE * size * scale, text, size * scale, strong, palette.argb(colour), anchor);
    }

    private static int faded(int argb, double opacity) {
        return (int) Math.round(255 * opacity) << 24 | argb & 0xFFFFFF;
    }
}
