package org.latentworkbench.app.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.pipeline.CorpusImport;
import org.latentworkbench.engine.pipeline.ModelImport;
import org.latentworkbench.engine.text.BosRule;
import org.latentworkbench.engine.text.CorpusOptions;
import org.latentworkbench.engine.text.Documents;
import org.latentworkbench.engine.workspace.Section;
import org.latentworkbench.engine.workspace.Workspace;

/** A path where a name is expected: it is imported under a name made from it, unless that is there already. */
final class Arguments {
    /** A setting that is chosen by what it is for. */
    static final String AUTO = "auto";

    private Arguments() {}

    /** A rule for BOS as it is written on the command line; empty for {@link #AUTO}. */
    static Optional<BosRule> bosRule(String text) {
        return switch (text) {
            case AUTO -> Optional.empty();
            case "each-context" -> Optional.of(BosRule.EACH_CONTEXT);
            case "none" -> Optional.of(BosRule.NONE);
            default -> throw new BadInputException("--bos is \"" + text + "\"; it is auto, each-context or none.");
        };
    }

    static String model(Command command, Workspace workspace, String nameOrPath) {
        Path path = Path.of(nameOrPath);
        if (!isPath(nameOrPath) || !Files.isDirectory(path)) {
            return nameOrPath;
        }
        String name = modelName(path);
        if (!workspace.has(Section.MODELS, name)) {
            command.say("importing " + nameOrPath + " as model " + name);
            command.run(new ModelImport(workspace, path, name));
        }
        return name;
    }

    /** The folder of a model that is only read: the path itself, or the folder of that name in the workspace. */
    static Path modelFolder(Command command, String nameOrPath) {
        Path path = Path.of(nameOrPath);
        if (isPath(nameOrPath) && Files.isDirectory(path)) {
            return path;
        }
        try (Workspace workspace = command.existingWorkspace()) {
            return workspace.require(Section.MODELS, nameOrPath);
        }
    }

    static String corpus(Command command, Workspace workspace, String nameOrPath, String model) {
        Path path = Path.of(nameOrPath);
        if (!isPath(nameOrPath) || !Files.exists(path)) {
            return nameOrPath;
        }
        String name = corpusName(path);
        if (!workspace.has(Section.CORPORA, name)) {
            command.say("importing " + nameOrPath + " as corpus " + name);
            command.run(new CorpusImport(
                    workspace,
                    List.of(path),
                    model,
                    name,
                    CorpusOptions.DEFAULT_CONTEXT_LENGTH,
                    Documents.DEFAULT_FIELD));
        }
        return name;
    }

    /** A name for a model folder; the folder above gives it where the folder itself is called "hf" or the like. */
    static String modelName(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        String own = fileName(absolute);
        Path parent = absolute.getParent();
        boolean generic = own.equals("hf") || own.equals("model") || own.equals("checkpoint");
        return Workspace.suggestName(generic && parent != null ? fileName(parent) : own, "model");
    }

    static String corpusName(Path file) {
        String name = fileName(file.toAbsolutePath().normalize());
        int dot = name.lastIndexOf('.');
        return Workspace.suggestName(dot > 0 ? name.substring(0, dot) : name, "corpus");
    }

    private static boolean isPath(String text) {
        return text.contains("/") || text.contains("\\") || text.contains(".");
    }

    private static String fileName(Path path) {
        Path name = path.getFileName();
        return name == null ? "" : name.toString();
    }
}
