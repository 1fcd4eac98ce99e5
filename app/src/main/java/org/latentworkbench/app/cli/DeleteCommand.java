package org.latentworkbench.app.cli;

import java.util.List;
import org.latentworkbench.engine.workspace.Deleted;
import org.latentworkbench.engine.workspace.Dependents;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Thing;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Moves something into the trash. */
@picocli.CommandLine.Command(
        name = "delete",
        description = {
            "Move something into the trash of the workspace.",
            "\"workbench trash restore\" brings it back for a week; what was made from it stays and is named."
        },
        footer = {"", "Example:", "  workbench corpus delete tiny"})
final class DeleteCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "What is deleted.")
    String name = "";

    private final Section section;

    DeleteCommand(Program program, Section section) {
        super(program);
        this.section = section;
    }

    private record Result(String deleted, String kind, String trashId, long bytes, List<String> usedBy) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<String> usedBy = Dependents.of(workspace, section, name).stream()
                    .map(Thing::words)
                    .toList();
            Deleted deleted = workspace.trash().put(section, name);
            return Answer.of(new Result(name, section.noun(), deleted.id(), deleted.bytes(), usedBy), out -> {
                out.println("deleted " + section.noun() + " " + name + ", " + Texts.bytes(deleted.bytes())
                        + "; \"workbench trash" + " restore " + deleted.id() + "\" brings it back");
                if (!usedBy.isEmpty()) {
                    out.println("made from it and still there: " + String.join(", ", usedBy));
                }
            });
        }
    }
}
