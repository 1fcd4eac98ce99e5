package org.latentworkbench.app.cli;

import org.latentworkbench.engine.pipeline.VerifyIndex;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Option;

/** Checks an index. */
@picocli.CommandLine.Command(
        name = "verify",
        description = "Check an index: files, checksums, structure, counts, and by encoding some contexts again.",
        footer = {"", "Example:", "  workbench index verify --sae demo --corpus demo --contexts 200"})
final class IndexVerifyCommand extends Command {
    @Option(names = "--sae", required = true, paramLabel = "S", description = "The autoencoder.")
    String sae = "";

    @Option(names = "--corpus", required = true, paramLabel = "C", description = "The corpus.")
    String corpus = "";

    @Option(
            names = "--contexts",
            paramLabel = "N",
            defaultValue = "64",
            description = "Contexts to encode again; 0 for none (default: ${DEFAULT-VALUE}).")
    int contexts = 64;

    IndexVerifyCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            VerifyIndex.Result result =
                    run(new VerifyIndex(workspace, sae, corpus, contexts, common.seed, common.computeDevice()));
            return Answer.of(
                    result,
                    out -> result.checks()
                            .forEach(check -> out.println(
                                    (check.ok() ? "ok    " : "WRONG ") + check.name() + ": " + check.detail())),
                    result.ok());
        }
    }
}
