package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.CancelledException;
import org.latentworkbench.engine.pipeline.RunSummary;
import org.latentworkbench.engine.pipeline.Sweep;
import org.latentworkbench.engine.pipeline.SweepRun;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a grid of runs on one reading of the activations. */
@picocli.CommandLine.Command(
        name = "sweep",
        description = {
            "Train every combination of some settings.",
            "Runs of one batch size are trained side by side, so that the activations are read, or computed, once. The",
            "same command goes on with a sweep that was stopped; finished runs are kept."
        },
        footer = {
            "",
            "Examples:",
            "  workbench sweep --activations acts --widths 256,512,1024 --ks 8,16 --steps 1000 --name sizes",
            "  workbench sweep --activations acts --width 512 --k 16 --vary learning-rate=3e-4,1e-3 --seeds 1,2",
            "  workbench scaling --sweep sizes"
        })
final class SweepCommand extends Command {
    private static final int MOST_RUNS = 1000;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    DataOptions data = new DataOptions();

    @Mixin
    TrainingOptions settings = new TrainingOptions();

    @Mixin
    TableOptions table = new TableOptions();

    @Option(names = "--widths", split = ",", paramLabel = "N", description = "Numbers of latents.")
    List<String> widths = List.of();

    @Option(names = "--ks", split = ",", paramLabel = "K", description = "Numbers of active latents per token.")
    List<String> ks = List.of();

    @Option(names = "--seeds", split = ",", paramLabel = "N", description = "Seeds of the initialisation.")
    List<String> seeds = List.of();

    @Option(
            names = "--vary",
            paramLabel = "OPTION=V1,V2",
            description = "Values of any setting of \"train\", such as learning-rate=3e-4,1e-3; may be repeated.")
    List<String> vary = List.of();

    @Nullable
    @Option(names = "--name", paramLabel = "S", description = "Name of the sweep and start of the names of its runs.")
    String name;

    SweepCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        table.check();
        String chosen = optional(name).orElse("sweep");
        List<SweepRun> runs = runs(chosen, axes());
        Map<String, Map<String, String>> apart =
                runs.stream().collect(Collectors.toMap(SweepRun::name, SweepRun::settings));
        try (Workspace workspace = workspace()) {
            List<RunSummary> done = train(new Sweep(
                    workspace, chosen, data.source(this, workspace), common.seed, runs, common.computeDevice()));
            return Answer.of(
                    Map.of("sweep", chosen, "runs", RunTables.json(done, apart)),
                    out -> table.print(RunTables.table(done, apart, table.isForPrograms()), out));
        }
    }

    private List<RunSummary> train(Sweep sweep) {
        try {
            return run(sweep);
        } catch (CancelledException e) {
            throw new CancelledException(
                    "Stopped; finished runs are kept. The same command goes on with the others.", e);
        }
    }

    private Map<String, List<String>> axes() {
        Map<String, List<String>> axes = new LinkedHashMap<>();
        put(axes, "width", widths);
        put(axes, "k", ks);
        for (String one : vary) {
            int at = one.indexOf('=');
            String option = at < 0 ? one : one.substring(0, at).replaceFirst("^--", "");
            boolean known = option.equals("seed") || TrainingOptions.NAMES.contains("--" + option);
            if (at < 1 || !known) {
                throw new BadInputException("--vary " + one + " is not of the form OPTION=V1,V2 with one of "
                        + TrainingOptions.NAMES.stream()
                                .map(each -> each.substring(2))
                                .collect(Collectors.joining(", "))
                        + " or seed.");
            }
            // Prefixes are lists themselves: their alternatives are set apart by semicolons.
            put(axes, option, List.of(one.substring(at + 1).split(option.equals("prefixes") ? ";" : ",")));
        }
        put(axes, "seed", seeds);
        if (axes.isEmpty()) {
            throw new BadInputException("Say what to vary: --widths, --ks, --seeds or --vary.");
        }
        return axes;
    }

    private static void put(Map<String, List<String>> axes, String option, List<String> values) {
        if (!values.isEmpty() && axes.put(option, values) != null) {
            throw new BadInputException("The setting " + option + " is varied twice.");
        }
    }

    private List<SweepRun> runs(String start, Map<String, List<String>> axes) {
        List<Map<String, String>> grid = new ArrayList<>(List.of(Map.of()));
        for (var axis : axes.entrySet()) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> cell : grid) {
                for (String value : axis.getValue()) {
                    Map<String, String> more = new LinkedHashMap<>(cell);
                    more.put(axis.getKey(), value.strip());
                    longer.add(more);
                }
            }
            if (longer.size() > MOST_RUNS) {
                throw new BadInputException(
                        "The sweep would have more than " + MOST_RUNS + " runs; give fewer values.");
            }
            grid = longer;
        }
        return grid.stream().map(cell -> run(start, cell)).toList();
    }

    /** A run with the settings of the command line, of which some are replaced. */
    private SweepRun run(String start, Map<String, String> cell) {
        List<String> arguments = new ArrayList<>();
        for (var option : spec.commandLine().getParseResult().matchedOptions()) {
            if (TrainingOptions.NAMES.contains(option.longestName())
                    && !cell.containsKey(option.longestName().substring(2))) {
                arguments.add(
                        option.arity().max() == 0
                                ? option.longestName()
                                : option.longestName() + "=" + String.join(",", option.originalStringValues()));
            }
        }
        long seed = common.seed;
        for (var setting : cell.entrySet()) {
            if (setting.getKey().equals("seed")) {
                seed = seed(setting.getValue());
            } else {
                arguments.add("--" + setting.getKey() + "=" + setting.getValue());
            }
        }
        TrainingOptions options = new TrainingOptions();
        try {
            // The options are those of a command that has no others.
            new CommandLine(options).parseArgs(arguments.toArray(String[]::new));
        } catch (CommandLine.ParameterException e) {
            throw new BadInputException(String.valueOf(e.getMessage()), e);
        }
        String runName = start + "-"
                + cell.entrySet().stream()
                        .map(setting -> setting.getKey() + setting.getValue())
                        .collect(Collectors.joining("-"))
                        .replaceAll("[^A-Za-z0-9._-]", "_");
        return new SweepRun(runName, cell, options.config(seed));
    }

    private static long seed(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new BadInputException("The seed \"" + text + "\" is no whole number.", e);
        }
    }
}
