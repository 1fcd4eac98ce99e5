package org.latentworkbench.app.gui.launch;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.pipeline.CorpusImport;
import org.latentworkbench.engine.pipeline.ModelImport;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Brings models and texts into the open workspace, chosen in a dialog or dropped. */
final class Import {
    private static final int CONTEXT_LENGTH = 128;
    /** Folder names that say nothing about the model in them; its parent's name does. */
    private static final Set<String> GENERIC = Set.of("hf", "model", "checkpoint", "main");

    private final AppContext context;

    Import(AppContext context) {
        this.context = context;
    }

    /** Declares what can be imported. */
    void declare() {
        var noWorkspace = context.session().workspaceProperty().map(_ -> "").orElse("No workspace is open.");
        context.actions()
                .add(Action.of("import.model", "Import model…", "mdi2f-folder-open-outline", this::chooseModel)
                        .describedAs("Copy a Hugging Face folder of the Llama family into the workspace")
                        .unless(noWorkspace));
        context.actions()
                .add(Action.of("import.texts", "Import texts…", "mdi2f-file-document-outline", this::chooseTexts)
                        .describedAs("Turn txt and jsonl files into a corpus of tokens")
                        .unless(noWorkspace));
    }

    private void chooseModel() {
        context.session().workspace().ifPresent(workspace -> context.dialogs()
                .chooseFolder("Choose a folder with config.json, model.safetensors and tokenizer.json")
                .ifPresent(folder -> importModel(workspace, folder)));
    }

    private void chooseTexts() {
        context.session().workspace().ifPresent(workspace -> {
            List<Path> files =
                    context.dialogs().chooseFiles("Choose texts", "Texts (txt, jsonl)", List.of("*.txt", "*.jsonl"));
            if (!files.isEmpty()) {
                importTexts(workspace, files);
            }
        });
    }

    /** Takes what was dropped: a model's folder, else texts; asks for a workspace if none is open. */
    void take(List<Path> paths) {
        Consumer<Workspace> into = workspace -> {
            if (Files.isRegularFile(paths.getFirst().resolve("config.json"))) {
                importModel(workspace, paths.getFirst());
            } else {
                importTexts(workspace, paths);
            }
        };
        Optional<Workspace> open = context.session().workspace();
        if (open.isPresent()) {
            into.accept(open.get());
        } else {
            context.dialogs()
                    .chooseFolder("Choose a workspace, or a new or empty folder for one")
                    .ifPresent(folder -> context.session()
                            .open(folder, () -> context.session().workspace().ifPresent(into)));
        }
    }

    private void importModel(Workspace workspace, Path folder) {
        String name = free(workspace, Section.MODELS, folder, "model");
        run("Import model " + name, new ModelImport(workspace, folder, name), "The model " + name + " is imported.");
    }

    private void importTexts(Workspace workspace, List<Path> paths) {
        List<String> models = workspace.models();
        if (models.isEmpty()) {
            context.notifier()
                    .info("A model's tokenizer cuts texts into tokens: import a Hugging Face model folder first.");
            return;
        }
        Optional<String> model = models.size() == 1
                ? Optional.of(models.getFirst())
                : context.dialogs().choose("Cut the texts into tokens for which model?", models);
        model.ifPresent(chosen -> {
            String name = free(workspace, Section.CORPORA, paths.getFirst(), "texts");
            run(
                    "Import " + name,
                    new CorpusImport(workspace, paths, chosen, name, CONTEXT_LENGTH, "text"),
                    "The corpus " + name + " is imported.");
        });
    }

    /** A name close to the file's that nothing in the workspace has. */
    private static String free(Workspace workspace, Section section, Path path, String otherwise) {
        Path parent = path.getParent();
        boolean generic = GENERIC.contains(String.valueOf(path.getFileName()));
        Path speaking = generic && parent != null ? parent : path;
        String file = String.valueOf(speaking.getFileName()).replaceFirst("\\.(txt|jsonl)$", "");
        String wanted = Workspace.suggestName(file, otherwise);
        String name = wanted;
        for (int number = 2; workspace.has(section, name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private void run(String title, Job<?> job, String done) {
        var running = context.jobs().submit(title, job);
        running.onDone(_ -> {
            context.notifier()
                    .info(done, "Train on it", () -> context.navigator().go(new Address("run", "")));
            context.session().refresh();
        });
        running.onFailed(reason -> context.notifier().error(title + " failed", reason));
    }
}
