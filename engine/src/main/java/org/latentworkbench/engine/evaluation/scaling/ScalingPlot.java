package org.latentworkbench.engine.evaluation.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.latentworkbench.engine.plot.Points;
import org.latentworkbench.engine.plot.Scale;
import org.latentworkbench.engine.plot.Stroke;
import org.latentworkbench.engine.plot.XyPlot;

/** A fit over its points, log-log: marks, curves, and thin lines at the ends of the intervals. */
public final class ScalingPlot {
    private static final int STEPS = 48;
    private static final int[] COLOURS = {0xFF0969DA, 0xFFE86D26, 0xFF6E7781, 0xFF9780E7, 0xFF1A7F37, 0xFFCF222E};
    private static final XyPlot.Mark[] MARKS = {
        XyPlot.Mark.CIRCLE, XyPlot.Mark.TRIANGLE, XyPlot.Mark.SQUARE, XyPlot.Mark.DIAMOND
    };

    private ScalingPlot() {}

    /** In colours for a white ground. */
    public static XyPlot of(ScalingFit fit, String loss) {
        return of(fit, loss, COLOURS);
    }

    /**
     * Draws one series for each k.
     *
     * @param loss name of the loss
     * @param colours ARGB of the series, used in turn
     */
    public static XyPlot of(ScalingFit fit, String loss, int[] colours) {
        double least =
                fit.points().stream().mapToDouble(ScalingPoint::latents).min().orElse(1);
        double most =
                fit.points().stream().mapToDouble(ScalingPoint::latents).max().orElse(10);
        List<Double> actives = fit.points().stream()
                .map(ScalingPoint::active)
                .distinct()
                .sorted()
                .toList();
        List<XyPlot.Series> series = new ArrayList<>();
        for (int i = 0; i < actives.size(); i++) {
            double active = actives.get(i);
            String name = "k "
                    + (active == Math.rint(active)
                            ? Long.toString((long) active)
                            : String.format(Locale.ROOT, "%.1f", active));
            int colour = colours[i % colours.length];
            double[] x = new double[STEPS + 1];
            double[] y = new double[STEPS + 1];
            double[] low = new double[STEPS + 1];
            double[] high = new double[STEPS + 1];
            for (int step = 0; step <= STEPS; step++) {
                x[step] = least * Math.pow(most / least, step / (double) STEPS);
                ScalingFit.Interval value = fit.loss(x[step], active);
                y[step] = value.value();
                low[step] = value.low();
                high[step] = value.high();
            }
            Stroke thin = new Stroke(colour & 0x99FFFFFF, 1, 3, 3);
            series.add(new XyPlot.Series("", new Points(x, low), thin, XyPlot.Mark.NONE));
            series.add(new XyPlot.Series("", new Points(x, high), thin, XyPlot.Mark.NONE));
            series.add(new XyPlot.Series(name, new Points(x, y), Stroke.solid(colour, 1.5), XyPlot.Mark.NONE));
            List<ScalingPoint> own = fit.points().stream()
                    .filter(point -> point.active() == active)
                    .toList();
            series.add(new XyPlot.Series(
                    "",
                    new Points(
                            own.stream().mapToDouble(ScalingPoint::latents).toArray(),
                            own.stream().mapToDouble(ScalingPoint::loss).toArray()),
                    new Stroke(colour & 0x00FFFFFF, 0),
                    MARKS[i % MARKS.length]));
        }
        double[] losses = series.stream()
                .flatMapToDouble(one -> java.util.Arrays.stream(one.points().y()))
                .toArray();
        double[] widths = {least, most};
        return new XyPlot(
                new XyPlot.Axis("latents n", logOver(widths)), new XyPlot.Axis(loss, logOver(losses)), series);
    }

    /** A logarithmic scale that ends shortly beyond its values instead of at powers of ten. */
    private static Scale logOver(double... values) {
        double low = java.util.Arrays.stream(values).filter(v -> v > 0).min().orElse(1);
        double high =
                java.util.Arrays.stream(values).filter(Double::isFinite).max().orElse(10);
        double room = Math.max(1.05, Math.pow(high / low, 0.04));
        return new org.latentworkbench.engine.plot.LogScale(low / room, high * room);
    }
}
