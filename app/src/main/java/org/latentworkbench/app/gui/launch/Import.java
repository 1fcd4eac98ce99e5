package org.latentworkbench.app.gui.launch;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.latentworkbench.app.gui.Address;
import org.latentworkbench.app.gui.AppContext;
import org.latentworkbench.app.gui.action.Action;
import org.latentworkbench.app.gui.data.Dropped;
import org.latentworkbench.engine.activation.ImportOptions;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.WorkbenchException;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.lm.HookPoint;
import org.latentworkbench.engine.pipeline.CorpusImport;
import org.latentworkbench.engine.pipeline.ImportActivations;
import org.latentworkbench.engine.pipeline.ModelImport;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** Brings models and texts into the open workspace, chosen in a dialog or dropped. */
final class Import {
    private static final int CONTEXT_LENGTH = 128;
    /** Folder names that say nothing about the model in them; its parent's name does. */
    private static final Set<String> GENERIC = Set.of("hf", "model", "checkpoint", "main");

    private static final String OTHER_MODEL = "another, or the files say it";

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
        context.actions()
                .add(Action.of(
                                "import.activations",
                                "Import activations…",
                                "mdi2f-file-document-outline",
                                this::chooseActivations)
                        .describedAs("Take over activations that another program saved (npy, npz, safetensors)")
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

    private void chooseActivations() {
        context.session().workspace().ifPresent(workspace -> {
            List<Path> files = context.dialogs()
                    .chooseFiles(
                            "Choose activations",
                            "Activations (npy, npz, safetensors)",
                            List.of("*.npy", "*.npz", "*.safetensors"));
            if (!files.isEmpty()) {
                importActivations(workspace, files);
            }
        });
    }

    /** Takes what was dropped, whatever it is; asks for a workspace if none is open. */
    void take(List<Path> paths) {
        context.jobs().lanes().ask(() -> Dropped.of(paths), this::take, reason -> context.notifier()
                .error("Could not look at what was dropped", reason));
    }

    private void take(Dropped dropped) {
        switch (dropped) {
            case Dropped.Model(Path folder) -> into(workspace -> importModel(workspace, folder));
            case Dropped.Texts(List<Path> paths) -> into(workspace -> importTexts(workspace, paths));
            case Dropped.Activations(List<Path> paths) -> into(workspace -> importActivations(workspace, paths));
            case Dropped.OtherWorkspace(Path folder) ->
                context.session().open(folder, () -> context.navigator().go(new Address("data", "")));
            case Dropped.Nothing(String reason) ->
                context.notifier().error("Nothing was imported", new BadInputException(reason));
        }
    }

    private void into(Consumer<Workspace> into) {
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
        run(
                "Import model " + name,
                Set.of("models/" + name),
                new ModelImport(workspace, folder, name),
                "The model " + name + " is imported.");
    }

    /** Asks where they were taken; what the files say themselves need not be answered. */
    private void importActivations(Workspace workspace, List<Path> paths) {
        List<String> models = new ArrayList<>(workspace.models());
        models.add(OTHER_MODEL);
        Optional<String> model = context.dialogs()
                .choose("From which model are these activations?", models)
                .flatMap(chosen -> chosen.equals(OTHER_MODEL) ? askModel() : Optional.of(chosen));
        Optional<String> hook = model.isEmpty()
                ? Optional.empty()
                : context.dialogs()
                        .askText("Where in the model were they taken?", "Hook point, such as resid_post.2", "");
        if (model.isEmpty() || hook.isEmpty()) {
            return;
        }
        Optional<String> said = model.filter(text -> !text.isEmpty());
        String name = free(workspace, Section.ACTIVATIONS, paths.getFirst(), "activations");
        try {
            ImportOptions options = new ImportOptions(
                    name,
                    said,
                    hook.map(String::strip).filter(text -> !text.isEmpty()).map(HookPoint::parse),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    1,
                    false);
            run(
                    "Import " + name,
                    Set.of("activations/" + name, "corpora/" + name, "models/" + said.orElse("")),
                    new ImportActivations(workspace, paths, options, Optional.empty()),
                    "The activations " + name + " are imported.");
        } catch (WorkbenchException e) {
            context.notifier().error("Nothing was imported", e);
        }
    }

    private Optional<String> askModel() {
        return context.dialogs()
                .askText("Which model is it?", "Its name; empty if the files say it", "")
                .map(String::strip);
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
                    Set.of("corpora/" + name, "models/" + chosen),
                    new CorpusImport(workspace, paths, chosen, name, CONTEXT_LENGTH, "text"),
                    "The corpus " + name + " is imported.");
        });
    }

    /** A name close to the file's that nothing in the workspace has. */
    private static String free(Workspace workspace, Section section, Path path, String otherwise) {
        Path parent = path.getParent();
        boolean generic = GENERIC.contains(String.valueOf(path.getFileName()));
        Path speaking = generic && parent != null ? parent : path;
        String file = String.valueOf(speaking.getFileName()).replaceFirst("\\.(txt|jsonl|npy|npz|safetensors)$", "");
        String wanted = Workspace.suggestName(file, otherwise);
        String name = wanted;
        for (int number = 2; workspace.has(section, name); number++) {
            name = wanted + "-" + number;
        }
        return name;
    }

    private void run(String title, Set<String> uses, Job<?> job, String done) {
        var running = context.jobs().submit(title, uses::contains, job);
        running.onDone(_ -> {
            context.notifier()
                    .info(done, "Train on it", () -> context.navigator().go(new Address("run", "")));
            context.session().refresh();
        });
        running.onFailed(reason -> context.notifier().error(title + " failed", reason));
    }
}
