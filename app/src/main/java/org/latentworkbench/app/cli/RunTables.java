package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.RunSummary;

/** Runs as rows and as JSON. */
final class RunTables {
    private RunTables() {}

    /** Runs as JSON; a number that is not known yet is null. */
    static List<Map<String, @Nullable Object>> json(List<RunSummary> runs, Map<String, Map<String, String>> settings) {
        List<Map<String, @Nullable Object>> all = new ArrayList<>();
        for (RunSummary run : runs) {
            Map<String, @Nullable Object> one = new LinkedHashMap<>();
            one.put("run", run.name());
            if (settings.containsKey(run.name())) {
                one.put("settings", settings.get(run.name()));
            }
            one.put("status", run.status());
            one.put("kind", run.kind());
            one.put("width", run.width());
            one.put("k", run.k() > 0 ? run.k() : null);
            one.put("learning_rate", known(run.learningRate()));
            one.put("batch", run.batch());
            one.put("seed", run.seed());
            one.put("steps", run.steps());
            one.put("planned_steps", run.plannedSteps());
            one.put("fvu", known(run.fvu()));
            one.put("l0", known(run.l0()));
            one.put("dead_fraction", known(run.deadFraction()));
            one.put("seconds", known(run.seconds()));
            one.put("parameters_sha256", run.parametersSha256().isEmpty() ? null : run.parametersSha256());
            one.put("branch_of", run.branchOf().isEmpty() ? null : run.branchOf());
            all.add(one);
        }
        return all;
    }

    private static @Nullable Double known(double value) {
        return Double.isFinite(value) ? value : null;
    }

    /** Runs as rows; columns for what sets them apart come first. */
    static Table table(List<RunSummary> runs, Map<String, Map<String, String>> settings, boolean allDigits) {
        Set<String> extra = new LinkedHashSet<>();
        settings.values().forEach(each -> extra.addAll(each.keySet()));
        extra.removeAll(Set.of("width", "k", "kind", "seed"));
        List<String> header = new ArrayList<>(List.of("run", "status", "kind", "width", "k", "seed"));
        header.addAll(extra);
        header.addAll(List.of("steps", "FVU", "L0", "dead", "seconds", "branch of"));
        Table table = new Table(header.toArray(String[]::new));
        for (RunSummary run : runs) {
            List<String> cells = new ArrayList<>(List.of(
                    run.name(),
                    run.status(),
                    run.kind(),
                    Integer.toString(run.width()),
                    run.k() > 0 ? Integer.toString(run.k()) : "",
                    Long.toString(run.seed())));
            Map<String, String> own = settings.getOrDefault(run.name(), Map.of());
            extra.forEach(name -> cells.add(own.getOrDefault(name, "")));
            cells.addAll(List.of(
                    Long.toString(run.steps()),
                    number(run.fvu(), 4, allDigits),
                    number(run.l0(), 1, allDigits),
                    number(run.deadFraction(), 4, allDigits),
                    number(run.seconds(), 1, allDigits),
                    run.branchOf()));
            table.row(cells.toArray(String[]::new));
        }
        return table;
    }

    private static String number(double value, int decimals, boolean allDigits) {
        if (!Double.isFinite(value)) {
            return "";
        }
        return allDigits ? Double.toString(value) : Texts.fixed(value, decimals);
    }
}
