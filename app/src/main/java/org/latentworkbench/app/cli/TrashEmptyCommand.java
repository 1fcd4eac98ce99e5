package org.latentworkbench.app.cli;

import org.latentworkbench.engine.workspace.Workspace;

/** Deletes for good. */
@picocli.CommandLine.Command(
        name = "empty",
        description = "Delete for good what is in the trash.",
        footer = {"", "Example:", "  workbench trash empty"})
final class TrashEmptyCommand extends Command {
    TrashEmptyCommand(Program program) {
        super(program);
    }

    private record Result(long bytes) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            long bytes = workspace.trash().empty();
            return Answer.of(new Result(bytes), out -> out.println("freed " + Texts.bytes(bytes)));
        }
    }
}
