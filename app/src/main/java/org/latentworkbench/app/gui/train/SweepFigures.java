package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.control.Figure;
import org.latentworkbench.app.gui.control.SeriesStyle;
import org.latentworkbench.app.gui.control.XyFigure;
import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.engine.evaluation.scaling.ScalingFit;
import org.latentworkbench.engine.evaluation.scaling.ScalingPlot;
import org.latentworkbench.engine.pipeline.RunSummary;
import org.latentworkbench.engine.plot.Points;
import org.latentworkbench.engine.plot.Scale;
import org.latentworkbench.engine.plot.Stroke;
import org.latentworkbench.engine.plot.XyPlot;

/** The pictures of a sweep. */
final class SweepFigures {
    private SweepFigures() {}

    /** FVU over L0, a line for each width: the lower left is better. */
    static Figure frontier(List<RunSummary> runs, Palette palette) {
        TreeMap<Integer, List<RunSummary>> byWidth = new TreeMap<>();
        runs.stream()
                .filter(run -> Double.isFinite(run.fvu()) && Double.isFinite(run.l0()))
                .forEach(run -> byWidth.computeIfAbsent(run.width(), _ -> new ArrayList<>())
                        .add(run));
        List<XyPlot.Series> series = new ArrayList<>();
        int place = 0;
        for (var width : byWidth.entrySet()) {
            List<RunSummary> own = width.getValue();
            own.sort(Comparator.comparingDouble(RunSummary::l0));
            SeriesStyle style = SeriesStyle.nth(place++);
            series.add(new XyPlot.Series(
                    Words.count(width.getKey()),
                    new Points(
                            own.stream().mapToDouble(RunSummary::l0).toArray(),
                            own.stream().mapToDouble(RunSummary::fvu).toArray()),
                    new Stroke(palette.argb(style.colour()), 1.5, style.dashes()),
                    XyPlot.Mark.valueOf(style.mark().name())));
        }
        double[] l0 = series.stream()
                .flatMapToDouble(one -> Arrays.stream(one.points().x()))
                .toArray();
        double[] fvu = series.stream()
                .flatMapToDouble(one -> Arrays.stream(one.points().y()))
                .toArray();
        return new XyFigure(
                "FVU against L0",
                new XyPlot(
                        new XyPlot.Axis("L0, active latents per token", Scale.linearOver(l0)),
                        new XyPlot.Axis("FVU", Scale.linearOver(fvu)),
                        series));
    }

    /** The fitted law over its points. */
    static Figure scaling(ScalingFit fit, Palette palette) {
        int[] colours = Arrays.stream(SeriesStyle.values())
                .mapToInt(style -> palette.argb(style.colour()))
                .toArray();
        return new XyFigure("Scaling fit", ScalingPlot.of(fit, "FVU", colours));
    }
}
