package org.latentworkbench.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.pipeline.RunSummary;
import org.latentworkbench.engine.pipeline.SweepFile;
import org.latentworkbench.engine.training.RunFolder;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists training runs. */
@picocli.CommandLine.Command(
        name = "runs",
        description = "List training runs: settings, where they stand and what they reached.",
        footer = {
            "",
            "Examples:",
            "  workbench runs",
            "  workbench runs --sweep sizes --format csv",
            "  workbench runs --checkpoints my-sae"
        })
final class RunsCommand extends Command {
    @Nullable
    @Option(names = "--sweep", paramLabel = "NAME", description = "Only the runs of a sweep.")
    String sweep;

    @Nullable
    @Option(
            names = "--checkpoints",
            paramLabel = "RUN",
            description = "Instead: the checkpoints of a run that a branch can begin with.")
    String checkpoints;

    @Mixin
    TableOptions table = new TableOptions();

    RunsCommand(Program program) {
        super(program);
    }

    private record Checkpoint(long step, @Nullable Double fvu, boolean best) {}

    @Override
    Answer answer() {
        table.check();
        try (Workspace workspace = existingWorkspace()) {
            String run = checkpoints;
            if (run != null) {
                return checkpoints(workspace, run);
            }
            Map<String, Map<String, String>> settings = new LinkedHashMap<>();
            List<RunSummary> runs = runs(workspace, sweep, settings);
            return Answer.of(
                    Map.of("runs", RunTables.json(runs, settings)),
                    out -> table.print(RunTables.table(runs, settings, table.isForPrograms()), out));
        }
    }

    /** The runs of a workspace, or those of a sweep in its order. */
    static List<RunSummary> runs(
            Workspace workspace, @Nullable String sweep, Map<String, Map<String, String>> settings) {
        if (sweep == null) {
            return RunSummary.all(workspace);
        }
        List<SweepFile.Entry> entries = SweepFile.read(workspace, sweep);
        entries.forEach(entry -> settings.put(entry.run(), entry.settings()));
        return entries.stream()
                .flatMap(entry -> RunSummary.of(workspace.saeDir(entry.run())).stream())
                .toList();
    }

    private Answer checkpoints(Workspace workspace, String run) {
        List<Checkpoint> states = new RunFolder(workspace.saeDir(run))
                .states().stream()
                        .map(state -> new Checkpoint(
                                state.step(),
                                state.fvu().isPresent() ? state.fvu().getAsDouble() : null,
                                state.best()))
                        .toList();
        return Answer.of(Map.of("run", run, "checkpoints", states), out -> {
            Table rows = new Table("step", "FVU", "best");
            states.forEach(state -> {
                Double fvu = state.fvu();
                rows.row(
                        Long.toString(state.step()),
                        fvu == null ? "" : Texts.fixed(fvu, 4),
                        state.best() ? "best" : "");
            });
            table.print(rows, out);
        });
    }
}
