package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.workspace.Workspace;

/** Lists word lists. */
@picocli.CommandLine.Command(
        name = "list",
        description = "List the word lists of the workspace.",
        footer = {"", "Example:", "  workbench words list"})
final class WordsListCommand extends Command {
    WordsListCommand(Program program) {
        super(program);
    }

    private record Row(String name, int entries) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<Row> rows = workspace.wordLists().all().entrySet().stream()
                    .map(list -> new Row(list.getKey(), list.getValue().size()))
                    .toList();
            return Answer.of(Map.of("word_lists", rows), out -> {
                var table = new Table("name", "entries");
                rows.forEach(row -> table.row(row.name(), Texts.count(row.entries())));
                table.print(out);
            });
        }
    }
}
