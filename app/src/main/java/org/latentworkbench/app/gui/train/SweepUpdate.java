package org.latentworkbench.app.gui.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.evaluation.scaling.ScalingFit;
import org.latentworkbench.engine.evaluation.scaling.ScalingFitter;
import org.latentworkbench.engine.evaluation.scaling.ScalingLaw;
import org.latentworkbench.engine.evaluation.scaling.ScalingPoint;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.pipeline.RunSummary;
import org.latentworkbench.engine.pipeline.SweepFile;
import org.latentworkbench.engine.workspace.Workspace;

/**
 * Reads a sweep and fits its finished runs.
 *
 * @param wanted its name; the first one by name if there is none of it
 */
record SweepUpdate(Workspace workspace, String wanted) implements Job<RunsOfSweep> {
    @Override
    public RunsOfSweep run(JobContext context) {
        List<String> sweeps = SweepFile.names(workspace);
        if (sweeps.isEmpty()) {
            return RunsOfSweep.NONE;
        }
        String name = sweeps.contains(wanted) ? wanted : sweeps.getFirst();
        List<SweepFile.Entry> entries = SweepFile.read(workspace, name);
        Map<String, Map<String, String>> settings = new LinkedHashMap<>();
        List<RunSummary> runs = new ArrayList<>();
        for (SweepFile.Entry entry : entries) {
            settings.put(entry.run(), entry.settings());
            RunSummary.of(workspace.saeDir(entry.run())).ifPresent(runs::add);
        }
        context.checkCancelled();
        List<ScalingPoint> points = runs.stream()
                .filter(run -> run.isFinished() && run.fvu() > 0)
                .map(run -> new ScalingPoint(run.width(), run.k() > 0 ? run.k() : Math.max(run.l0(), 1e-3), run.fvu()))
                .toList();
        try {
            return new RunsOfSweep(sweeps, name, runs, entries.size(), settings, Optional.of(fit(points)), "");
        } catch (BadInputException e) {
            return new RunsOfSweep(
                    sweeps, name, runs, entries.size(), settings, Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private static ScalingFit fit(List<ScalingPoint> points) {
        boolean oneK = points.stream().map(ScalingPoint::active).distinct().count() <= 1;
        return ScalingFitter.fit(oneK ? ScalingLaw.WIDTH : ScalingLaw.JOINT, points);
    }
}
