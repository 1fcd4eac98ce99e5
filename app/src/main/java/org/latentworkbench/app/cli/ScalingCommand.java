package org.latentworkbench.app.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.evaluation.scaling.ScalingFit;
import org.latentworkbench.engine.evaluation.scaling.ScalingFitter;
import org.latentworkbench.engine.evaluation.scaling.ScalingLaw;
import org.latentworkbench.engine.evaluation.scaling.ScalingPlot;
import org.latentworkbench.engine.evaluation.scaling.ScalingPoint;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.pipeline.RunSummary;
import org.latentworkbench.engine.plot.SvgSurface;
import org.latentworkbench.engine.plot.XyPlot;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Fits how the error falls with the size. */
@picocli.CommandLine.Command(
        name = "scaling",
        description = {
            "Fit how the FVU falls with width and active latents.",
            "The laws are L(n) at each k and L(n, k) over all (Gao et al. 2024), with 95 %% intervals."
        },
        footer = {
            "",
            "Examples:",
            "  workbench scaling --sweep sizes",
            "  workbench scaling --sweep sizes --csv fits.csv --svg fits.svg"
        })
final class ScalingCommand extends Command {
    private static final double WIDTH = 720;
    private static final double HEIGHT = 480;
    private static final int WHITE = 0xFFFFFFFF;

    @Nullable
    @Option(names = "--sweep", paramLabel = "NAME", description = "The runs of a sweep; all finished runs by default.")
    String sweep;

    @Nullable
    @Option(names = "--csv", paramLabel = "FILE", description = "Also write points and curves as CSV.")
    Path csv;

    @Nullable
    @Option(names = "--svg", paramLabel = "FILE", description = "Also draw points and curves, log-log.")
    Path svg;

    ScalingCommand(Program program) {
        super(program);
    }

    private record Fit(
            String law,
            @Nullable Double k,
            List<Coefficient> coefficients,
            double rSquared,
            double rms,
            boolean seesIrreducible,
            List<Map<String, Object>> points) {}

    /** No figures where the data do not tell them. */
    private record Coefficient(String name, @Nullable Double value, @Nullable Double low, @Nullable Double high) {
        static Coefficient of(ScalingFit fit, ScalingFit.Coefficient from) {
            return fit.identified(from)
                    ? new Coefficient(from.name(), from.value(), from.low(), from.high())
                    : new Coefficient(from.name(), null, null, null);
        }
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<ScalingPoint> points = RunsCommand.runs(workspace, sweep, new LinkedHashMap<>()).stream()
                    .filter(RunSummary::isFinished)
                    .map(ScalingCommand::point)
                    .toList();
            List<String> refused = new ArrayList<>();
            List<ScalingFit> fits = fits(points, refused);
            if (fits.isEmpty()) {
                throw new BadInputException(String.join(" ", refused));
            }
            export(fits.getLast());
            return Answer.of(
                    Map.of(
                            "points",
                            points.size(),
                            "fits",
                            fits.stream().map(ScalingCommand::json).toList(),
                            "refused",
                            refused),
                    out -> {
                        for (ScalingFit fit : fits) {
                            print(fit, out);
                        }
                        refused.forEach(out::println);
                    });
        }
    }

    private static ScalingPoint point(RunSummary run) {
        return new ScalingPoint(run.width(), run.k() > 0 ? run.k() : run.l0(), run.fvu());
    }

    /** A fit for every k that has enough widths, and one over all. */
    private static List<ScalingFit> fits(List<ScalingPoint> points, List<String> refused) {
        Map<Double, List<ScalingPoint>> byActive = new TreeMap<>();
        points.forEach(point ->
                byActive.computeIfAbsent(point.active(), _ -> new ArrayList<>()).add(point));
        List<ScalingFit> fits = new ArrayList<>();
        byActive.forEach((k, own) -> fit(ScalingLaw.WIDTH, own, "k " + Texts.number(k) + ": ", fits, refused));
        if (byActive.size() != 1) {
            fit(ScalingLaw.JOINT, points, "", fits, refused);
        }
        return fits;
    }

    private static void fit(
            ScalingLaw law, List<ScalingPoint> points, String where, List<ScalingFit> fits, List<String> refused) {
        try {
            fits.add(ScalingFitter.fit(law, points));
        } catch (BadInputException e) {
            refused.add(where + e.getMessage());
        }
    }

    private static Fit json(ScalingFit fit) {
        List<Map<String, Object>> points = new ArrayList<>();
        for (int i = 0; i < fit.points().size(); i++) {
            ScalingPoint point = fit.points().get(i);
            points.add(Map.of(
                    "width",
                    point.latents(),
                    "k",
                    point.active(),
                    "fvu",
                    point.loss(),
                    "fitted",
                    fit.loss(point.latents(), point.active()),
                    "residual",
                    fit.residuals().get(i)));
        }
        return new Fit(
                fit.law().formula(),
                fit.law() == ScalingLaw.WIDTH ? fit.points().getFirst().active() : null,
                fit.coefficients().stream()
                        .map(each -> Coefficient.of(fit, each))
                        .toList(),
                fit.rSquared(),
                fit.rms(),
                fit.seesIrreducible(),
                points);
    }

    private static void print(ScalingFit fit, java.io.PrintStream out) {
        String where = fit.law() == ScalingLaw.WIDTH
                ? " at k " + Texts.number(fit.points().getFirst().active())
                : "";
        out.println(fit.law().formula() + where);
        Table table = new Table("coefficient", "value", "2.5 %", "97.5 %");
        fit.coefficients().stream()
                .filter(fit::identified)
                .forEach(c -> table.row(
                        c.name(), Texts.fixed(c.value(), 4), Texts.fixed(c.low(), 4), Texts.fixed(c.high(), 4)));
        table.print(out);
        List<String> unknown = fit.unidentified();
        if (!unknown.isEmpty()) {
            out.println(String.join(" and ", unknown) + " " + ScalingFit.NOT_IDENTIFIED
                    + ": they do not show an irreducible loss");
        }
        out.println("R² " + Texts.fixed(fit.rSquared(), 4) + ", relative error " + Texts.percent(fit.rms()));
        out.println();
    }

    private void export(ScalingFit fit) {
        XyPlot plot = ScalingPlot.of(fit, "FVU");
        Path table = csv;
        if (table != null) {
            AtomicFile.write(table, out -> out.write(plot.csv().getBytes(StandardCharsets.UTF_8)));
        }
        Path picture = svg;
        if (picture != null) {
            var surface = new SvgSurface(WIDTH, HEIGHT, "Inter, sans-serif", WHITE);
            plot.draw(surface, WIDTH, HEIGHT, XyPlot.Look.LIGHT);
            AtomicFile.writeText(picture, surface.document());
        }
    }
}
