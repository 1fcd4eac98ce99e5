package org.latentworkbench.app.cli;

import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;
import picocli.CommandLine.Parameters;

/** Describes an activation cache. */
@picocli.CommandLine.Command(
        name = "info",
        description = "Show what an activation cache holds.",
        footer = {"", "Example:", "  workbench activations info demo"})
final class ActivationsInfoCommand extends Command {
    @Parameters(paramLabel = "NAME", description = "The activation cache.")
    String name = "";

    ActivationsInfoCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace();
                ActivationCache cache = ActivationCache.open(workspace.require(Section.ACTIVATIONS, name))) {
            CacheSummary summary = CacheSummary.of(cache.info());
            return Answer.of(summary, out -> {
                out.println(summary.line());
                if (!summary.source().isEmpty()) {
                    out.println("imported from " + summary.source()
                            + (summary.appliedScale() == 1
                                    ? ""
                                    : ", divided by the scale " + summary.appliedScale() + " they had"));
                }
            });
        }
    }
}
