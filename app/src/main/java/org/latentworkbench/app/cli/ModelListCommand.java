package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.workspace.Workspace;

/** Lists models. */
@picocli.CommandLine.Command(
        name = "list",
        description = "List the models of the workspace.",
        footer = {"", "Example:", "  workbench model list"})
final class ModelListCommand extends Command {
    ModelListCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<String> models = workspace.models();
            return Answer.of(Map.of("models", models), out -> models.forEach(out::println));
        }
    }
}
