package org.latentworkbench.app.cli;

import org.latentworkbench.engine.workspace.Deleted;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Deletes an index. */
@picocli.CommandLine.Command(
        name = "delete",
        description = {
            "Move an index into the trash of the workspace.",
            "Its autoencoder, its corpus and the labels stay. \"workbench trash restore\" brings it back for a week,",
            "\"index\" makes it again."
        },
        footer = {"", "Example:", "  workbench index delete --sae demo --corpus demo"})
final class IndexDeleteCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus.")
    String corpus = "";

    IndexDeleteCommand(Program program) {
        super(program);
    }

    private record Result(String sae, String corpus, String deleted, String trashId, long bytes) {}

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            String name = sae + "--" + corpus;
            Deleted deleted = workspace.trash().put(Section.INDEXES, name);
            return Answer.of(
                    new Result(sae, corpus, workspace.indexDir(sae, corpus).toString(), deleted.id(), deleted.bytes()),
                    out -> out.println("deleted the index " + name + ", " + Texts.bytes(deleted.bytes())
                            + "; \"workbench trash restore " + deleted.id() + "\" brings it back"));
        }
    }
}
