package org.latentworkbench.app.gui.train;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.evaluation.scaling.ScalingFit;
import org.latentworkbench.engine.pipeline.RunSummary;

/**
 * A sweep as it stands.
 *
 * @param sweeps names of all sweeps
 * @param name the one that is shown; empty if there is none
 * @param runs its runs that have begun
 * @param planned number of runs that were asked for
 * @param settings what sets each apart, by run
 * @param fit the scaling fit of the finished ones, if there are enough
 * @param whyNoFit why there is none; empty if there is one
 */
record RunsOfSweep(
        List<String> sweeps,
        String name,
        List<RunSummary> runs,
        int planned,
        Map<String, Map<String, String>> settings,
        Optional<ScalingFit> fit,
        String whyNoFit) {
    static final RunsOfSweep NONE = new RunsOfSweep(List.of(), "", List.of(), 0, Map.of(), Optional.empty(), "");

    RunsOfSweep {
        sweeps = List.copyOf(sweeps);
        runs = List.copyOf(runs);
        settings = Map.copyOf(settings);
    }
}
