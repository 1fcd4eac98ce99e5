package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.workspace.Deleted;
import org.latentworkbench.engine.workspace.Workspace;

/** Lists what was deleted. */
@picocli.CommandLine.Command(
        name = "list",
        description = "List what was deleted and can still be restored, the latest first.",
        footer = {"", "Example:", "  workbench trash list"})
final class TrashListCommand extends Command {
    TrashListCommand(Program program) {
        super(program);
    }

    private record Row(String id, String kind, String name, String at, long bytes) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<Row> rows =
                    workspace.trash().list().stream().map(TrashListCommand::row).toList();
            return Answer.of(Map.of("trash", rows), out -> {
                var table = new Table("id", "kind", "name", "deleted", "size");
                rows.forEach(row -> table.row(row.id(), row.kind(), row.name(), row.at(), Texts.bytes(row.bytes())));
                table.print(out);
            });
        }
    }

    private static Row row(Deleted deleted) {
        return new Row(
                deleted.id(),
                deleted.section().noun(),
                deleted.name(),
                deleted.at().toString(),
                deleted.bytes());
    }
}
