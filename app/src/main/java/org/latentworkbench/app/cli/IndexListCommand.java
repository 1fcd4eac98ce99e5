package org.latentworkbench.app.cli;

import java.util.ArrayList;
import java.util.List;
import org.latentworkbench.engine.index.IndexInfo;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Lists indexes. */
@picocli.CommandLine.Command(
        name = "list",
        description = "List the indexes of the workspace.",
        footer = {"", "Example:", "  workbench index list"})
final class IndexListCommand extends Command {
    IndexListCommand(Program program) {
        super(program);
    }

    private record Result(List<IndexInfo> indexes) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<IndexInfo> indexes = new ArrayList<>();
            for (String name : workspace.indexes()) {
                indexes.add(LatentIndex.info(workspace.path(Section.INDEXES, name)));
            }
            return Answer.of(new Result(indexes), out -> {
                var table = new Table("autoencoder", "corpus", "tokens", "activations", "size");
                indexes.forEach(index -> table.row(
                        index.sae(),
                        index.corpus(),
                        Texts.count(index.tokens()),
                        Texts.count(index.activations()),
                        Texts.bytes(index.bytes())));
                table.print(out);
            });
        }
    }
}
