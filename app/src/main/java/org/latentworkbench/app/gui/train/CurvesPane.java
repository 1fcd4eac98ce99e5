package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import org.latentworkbench.app.gui.Words;
import org.latentworkbench.app.gui.control.LinePlot;
import org.latentworkbench.app.gui.control.LineSeries;
import org.latentworkbench.app.gui.control.PlotView;
import org.latentworkbench.app.gui.control.SaveTarget;
import org.latentworkbench.app.gui.control.SeriesStyle;
import org.latentworkbench.app.gui.theme.Theme;

/** Loss, FVU per prefix, L0 and dead latents of the drawn runs, over steps or over time. */
final class CurvesPane extends GridPane {
    /** What the runs are drawn over. */
    enum Over {
        STEP("Step"),
        TIME("Time");

        private final String title;

        Over(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    private final PlotView loss;
    private final PlotView fvu;
    private final PlotView l0;
    private final PlotView dead;

    CurvesPane(Theme theme, SaveTarget files) {
        setId("curves");
        getStyleClass().add("curves");
        loss = plot(theme, files, "loss");
        fvu = plot(theme, files, "fvu");
        l0 = plot(theme, files, "l0");
        dead = plot(theme, files, "dead");
        loss.getStyleClass().addAll("plot-right", "plot-bottom");
        fvu.getStyleClass().add("plot-bottom");
        l0.getStyleClass().add("plot-right");
        add(loss, 0, 0);
        add(fvu, 1, 0);
        add(l0, 0, 1);
        add(dead, 1, 1);
        for (int i = 0; i < 2; i++) {
            ColumnConstraints column = new ColumnConstraints();
            column.setPercentWidth(50);
            column.setHgrow(Priority.ALWAYS);
            getColumnConstraints().add(column);
            RowConstraints row = new RowConstraints();
            row.setPercentHeight(50);
            row.setVgrow(Priority.ALWAYS);
            getRowConstraints().add(row);
        }
    }

    private static PlotView plot(Theme theme, SaveTarget files, String id) {
        PlotView view = new PlotView(theme, files);
        view.setId("plot-" + id);
        return view;
    }

    /**
     * Draws runs.
     *
     * @param runs in the order of their styles
     * @param selected the run whose prefixes are drawn
     */
    void show(List<RunRow> runs, Optional<RunRow> selected, Over over) {
        String x = over == Over.STEP ? "step" : "seconds";
        loss.plotProperty()
                .set(new LinePlot(
                        "Loss", "log", x, lines(runs, over, Curves::loss), true, false, OptionalDouble.empty(), ""));
        OptionalDouble target = selected.flatMap(RunRow::config)
                .map(config -> config.kind().activeLatents())
                .filter(java.util.OptionalInt::isPresent)
                .map(k -> OptionalDouble.of(k.getAsInt()))
                .orElse(OptionalDouble.empty());
        l0.plotProperty()
                .set(new LinePlot(
                        "L0",
                        "latents on per token",
                        x,
                        lines(runs, over, Curves::l0),
                        false,
                        true,
                        target,
                        target.isPresent() ? "target " + Math.round(target.getAsDouble()) : ""));
        dead.plotProperty()
                .set(new LinePlot(
                        "Dead",
                        "share of latents",
                        x,
                        lines(runs, over, Curves::dead),
                        false,
                        true,
                        OptionalDouble.empty(),
                        ""));
        fvu.plotProperty().set(prefixes(runs, selected, over, x));
    }

    private static List<LineSeries> lines(List<RunRow> runs, Over over, Function<Curves, double[]> values) {
        List<LineSeries> lines = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            RunRow run = runs.get(i);
            if (!run.curves().isEmpty()) {
                lines.add(new LineSeries(
                        run.name(),
                        x(run.curves(), over),
                        values.apply(run.curves()),
                        SeriesStyle.nth(i),
                        1,
                        Optional.empty(),
                        run.state() == RunState.RUNNING));
            }
        }
        return lines;
    }

    private static double[] x(Curves curves, Over over) {
        return over == Over.STEP ? curves.step() : curves.seconds();
    }

    /** One run's prefixes in one hue; without levels, or without a selected run, the FVU of all runs. */
    private static LinePlot prefixes(List<RunRow> runs, Optional<RunRow> selected, Over over, String x) {
        Optional<RunRow> nested = selected.filter(run -> run.curves().fvu().length > 1);
        if (nested.isEmpty()) {
            return new LinePlot(
                    "FVU",
                    "lower is better",
                    x,
                    lines(runs, over, curves -> curves.fvu()[curves.fvu().length - 1]),
                    false,
                    true,
                    OptionalDouble.empty(),
                    "");
        }
        RunRow run = nested.get();
        double[][] fvu = run.curves().fvu();
        SeriesStyle style = SeriesStyle.nth(Math.max(0, runs.indexOf(run)));
        List<LineSeries> lines = new ArrayList<>();
        for (int p = 0; p < fvu.length; p++) {
            boolean whole = p == fvu.length - 1;
            String size = p < run.prefixes().size() ? Words.count(run.prefixes().get(p)) : "";
            lines.add(new LineSeries(
                    run.name() + " " + size,
                    x(run.curves(), over),
                    fvu[p],
                    style,
                    (p + 1.0) / fvu.length * (whole ? 1 : 0.8),
                    Optional.of(size),
                    whole && run.state() == RunState.RUNNING));
        }
        return new LinePlot(
                "FVU per prefix", run.name() + ", lower is better", x, lines, false, true, OptionalDouble.empty(), "");
    }
}
