package org.latentworkbench.app.gui.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.pipeline.CorpusImport;
import org.latentworkbench.engine.pipeline.ModelImport;
import org.latentworkbench.engine.workspace.Workspace;

/** Takes dropped folders and files into the open workspace: a model folder, or texts as a corpus. */
final class Import {
    private static final int CONTEXT_LENGTH = 128;

    private final AppContext context;

    Import(AppContext context) {
        this.context = context;
    }

    void take(List<Path> paths) {
        Optional<Workspace> open = context.session().workspace();
        if (open.isPresent()) {
            into(open.get(), paths);
        } else {
            context.dialogs()
                    .chooseFolder("Choose a workspace, or a new or empty folder for one")
                    .ifPresent(folder -> context.session()
                            .open(folder, () -> context.session().workspace().ifPresent(made -> into(made, paths))));
        }
    }

    private void into(Workspace workspace, List<Path> paths) {
        Path first = paths.getFirst();
        String file = String.valueOf(first.getFileName());
        String name = Workspace.suggestName(file.replaceFirst("\\.(txt|jsonl)$", ""), "imported");
        if (Files.isRegularFile(first.resolve("config.json"))) {
            run("Import model " + name, new ModelImport(workspace, first, name), "The model " + name + " is imported.");
            return;
        }
        List<String> models = workspace.models();
        if (models.isEmpty()) {
            context.notifier()
                    .info("Texts are cut into tokens by a model's tokenizer: drop a Hugging Face model folder first.");
            return;
        }
        run(
                "Import " + name,
                new CorpusImport(workspace, paths, models.getFirst(), name, CONTEXT_LENGTH, "text"),
                "The corpus " + name + " is imported.");
    }

    private void run(String title, Job<?> job, String done) {
        var running = context.jobs().submit(title, job);
        running.onDone(_ -> {
            context.notifier().info(done);
            context.session().refresh();
        });
        running.onFailed(reason -> context.notifier().error(title + " failed", reason));
    }
}
