package org.latentworkbench.app.gui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Lays a line plot out at a size: title, grid, axes, lines, names at their ends. */
final class PlotDrawing {
    private static final double LEFT = 36;
    private static final double TOP = 30;
    private static final double BOTTOM = 24;
    private static final double RIGHT = 8;
    private static final double LABEL_GAP = 5;
    private static final double LABEL_PITCH = 13;
    private static final double MEAN_CHARACTER = 6.6;
    private static final double TICK_EVERY_X = 90;
    private static final double TICK_EVERY_Y = 34;
    private static final double[] SOLID = {};

    private final LinePlot plot;
    private final double width;
    private final double height;
    private final double scale;
    private final ToDoubleFunction<String> titleWidth;
    private final List<PlotShape> shapes = new ArrayList<>();

    private PlotDrawing(LinePlot plot, double width, double height, double scale, ToDoubleFunction<String> titleWidth) {
        this.titleWidth = titleWidth;
        this.plot = plot;
        this.width = width;
        this.height = height;
        this.scale = scale;
    }

    /**
     * The shapes of a plot.
     *
     * @param scale pixels per pixel of the design
     * @param titleWidth how wide a title is in pixels
     */
    static List<PlotShape> of(
            LinePlot plot, double width, double height, double scale, ToDoubleFunction<String> titleWidth) {
        PlotDrawing drawing = new PlotDrawing(plot, width, height, scale, titleWidth);
        drawing.draw();
        return drawing.shapes;
    }

    private void draw() {
        double titleEnd = titleWidth.applyAsDouble(plot.title());
        text(0, 10, 0, plot.title(), "-color-fg-default", 12, true);
        shapes.add(
                new PlotShape.Text(titleEnd + 5 * scale, 10 * scale, 0, plot.subtitle(), "-color-fg-muted", 12, false));
        double longest = plot.series().stream()
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
        PlotAxis x = xAxis((int) Math.max(2, (right - left) / (TICK_EVERY_X * scale)));
        PlotAxis y = yAxis((int) Math.max(2, (bottom - top) / (TICK_EVERY_Y * scale)));
        for (double tick : y.ticks()) {
            double at = Math.round(bottom - y.share(tick) * (bottom - top)) + 0.5;
            path(new double[] {left, right}, new double[] {at, at}, "-lw-line", 1, 1, SOLID);
            shapes.add(new PlotShape.Text(left - 6 * scale, at, 1, y.label(tick), "-color-fg-muted", 11, false));
        }
        for (double tick : x.ticks()) {
            double at = left + x.share(tick) * (right - left);
            shapes.add(new PlotShape.Text(at, bottom + 14 * scale, 0.5, x.label(tick), "-color-fg-muted", 11, false));
        }
        reference(y, left, right, top, bottom);
        for (LineSeries line : plot.series()) {
            line(line, x, y, left, right, top, bottom);
        }
        endLabels(y, right, top, bottom);
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
        double most = Arrays.stream(values).max().orElse(1);
        if (plot.logarithmic()) {
            return PlotAxis.logarithmic(least, most);
        }
        if (plot.reference().isPresent()) {
            most = Math.max(most, plot.reference().getAsDouble());
        }
        return PlotAxis.linear(plot.fromZero() ? 0 : least, most > 0 ? most : 1, ticks, true);
    }

    private void reference(PlotAxis y, double left, double right, double top, double bottom) {
        if (plot.reference().isPresent()) {
            double at = Math.round(bottom - y.share(plot.reference().getAsDouble()) * (bottom - top)) + 0.5;
            path(new double[] {left, right}, new double[] {at, at}, "-color-fg-muted", 0.6, 1, new double[] {3, 3});
            shapes.add(
                    new PlotShape.Text(right, at - 9 * scale, 1, plot.referenceLabel(), "-color-fg-muted", 11, false));
        }
    }

    private void line(LineSeries line, PlotAxis x, PlotAxis y, double left, double right, double top, double bottom) {
        int count = line.x().length;
        double[] px = new double[count];
        double[] py = new double[count];
        int points = 0;
        for (int i = 0; i < count; i++) {
            double share = y.share(line.y()[i]);
            double at = left + x.share(line.x()[i]) * (right - left);
            boolean last = i == count - 1;
            if (Double.isNaN(share)) {
                flush(line, px, py, points);
                points = 0;
            } else if (points == 0 || last || at - px[points - 1] >= 0.75) {
                px[points] = at;
                py[points] = bottom - Math.clamp(share, 0, 1) * (bottom - top);
                points++;
            }
        }
        flush(line, px, py, points);
        if (line.running() && points > 0) {
            shapes.add(new PlotShape.Dot(
                    px[points - 1], py[points - 1], 3 * scale, line.style().colour()));
        }
    }

    private void flush(LineSeries line, double[] px, double[] py, int points) {
        if (points > 1) {
            path(
                    Arrays.copyOf(px, points),
                    Arrays.copyOf(py, points),
                    line.style().colour(),
                    0.45 + 0.55 * line.strength(),
                    (1.1 + 0.9 * line.strength()) * scale,
                    line.style().dashes());
        } else if (points == 1) {
            shapes.add(new PlotShape.Dot(px[0], py[0], 2 * scale, line.style().colour()));
        }
    }

    /** Names at the right ends, moved apart where they would touch. */
    private void endLabels(PlotAxis y, double right, double top, double bottom) {
        List<LineSeries> named = plot.series().stream()
                .filter(line -> line.endLabel().isPresent() && line.y().length > 0)
                .sorted(Comparator.comparingDouble((LineSeries line) -> line.y()[line.y().length - 1])
                        .reversed())
                .toList();
        double previous = -1e9;
        for (LineSeries line : named) {
            double share = y.share(line.y()[line.y().length - 1]);
            double natural = bottom - Math.clamp(Double.isNaN(share) ? 0 : share, 0, 1) * (bottom - top);
            double at = Math.max(natural, previous + LABEL_PITCH * scale);
            previous = at;
            shapes.add(new PlotShape.Text(
                    right + LABEL_GAP * scale,
                    at,
                    0,
                    line.endLabel().orElse(""),
                    "-color-fg-default",
                    11,
                    line.strength() >= 1 && named.size() > 1));
        }
    }

    private void text(double x, double y, double anchor, String text, String colour, double size, boolean strong) {
        shapes.add(new PlotShape.Text(x * scale, y * scale, anchor, text, colour, size, strong));
    }

    private void path(double[] x, double[] y, String colour, double opacity, double thickness, double[] dashes) {
        shapes.add(new PlotShape.Path(x, y, colour, opacity, thickness, dashes));
    }
}
