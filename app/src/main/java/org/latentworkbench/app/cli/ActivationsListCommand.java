package org.latentworkbench.app.cli;

import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.activation.ActivationCache;
import org.latentworkbench.engine.workspace.Workspace;

/** Lists activation caches. */
@picocli.CommandLine.Command(
        name = "list",
        description = "List the activation caches of the workspace.",
        footer = {"", "Example:", "  workbench activations list"})
final class ActivationsListCommand extends Command {
    ActivationsListCommand(Program program) {
        super(program);
    }

    @Override
    Answer answer() {
        try (Workspace workspace = existingWorkspace()) {
            List<CacheSummary> caches = workspace.activations().stream()
                    .map(name -> {
                        try (ActivationCache cache = ActivationCache.open(workspace.activationsDir(name))) {
                            return CacheSummary.of(cache.info());
                        }
                    })
                    .toList();
            return Answer.of(Map.of("activations", caches), out -> {
                var table = new Table("name", "model", "hook", "corpus", "rows", "width", "size");
                caches.forEach(cache -> table.row(
                        cache.activations(),
                        cache.model(),
                        cache.hook(),
                        cache.corpus(),
                        Texts.count(cache.rows()),
                        Integer.toString(cache.width()),
                        Texts.bytes(cache.bytes())));
                table.print(out);
            });
        }
    }
}
