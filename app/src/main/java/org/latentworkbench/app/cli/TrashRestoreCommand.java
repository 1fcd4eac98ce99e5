package org.latentworkbench.app.cli;

import org.latentworkbench.engine.workspace.Thing;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Brings something back. */
@picocli.CommandLine.Command(
        name = "restore",
        description = "Put something back where it was before it was deleted.",
        footer = {"", "Example:", "  workbench trash restore 1b4e28ba-2fa1-11d2-883f-0016d3cca427"})
final class TrashRestoreCommand extends Command {
    @Parameters(paramLabel = "ID", description = "Its id, as \"trash list\" shows it.")
    String id = "";

    TrashRestoreCommand(Program program) {
        super(program);
    }

    private record Result(String restored, String kind) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            Thing thing = workspace.trash().restore(id);
            return Answer.of(
                    new Result(thing.name(), thing.section().noun()), out -> out.println("restored " + thing.words()));
        }
    }
}
