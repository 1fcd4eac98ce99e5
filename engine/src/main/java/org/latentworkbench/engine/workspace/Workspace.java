package org.latentworkbench.engine.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;

/**
 * The folder of a person's work.
 *
 * <pre>
 * workspace.json              name, format version, created with
 * models/NAME/                Hugging Face layout
 * corpora/NAME/               corpus.json, tokens, documents
 * activations/NAME/           activations.json, shards
 * saes/NAME/                  cfg.json, sae_weights.safetensors, run.json, log.jsonl, checkpoints/
 * indexes/SAE--CORPUS/        index.json, Lucene folders, activation store
 * word-lists/NAME.txt         words that token regexes may name
 * labels.jsonl                labels, notes and stars
 * .trash/                     what was deleted lately
 * </pre>
 *
 * One process writes at a time; whoever opens the folder while it is held gets it read-only, and
 * {@link #readOnlyReason()} says why. Nothing is ever deleted unasked but left-overs of writes that never finished, and what
 * a person put into the {@link Trash} long ago.
 */
public final class Workspace implements AutoCloseable {
    private static final String MANIFEST = "workspace.json";
    private static final String FORMAT = "latent-workbench/workspace";
    private static final int VERSION = 1;
    private static final int LEFTOVER_DEPTH = 4;

    private final Path directory;
    private final WorkspaceInfo info;
    private final @Nullable WorkspaceLock lock;
    private final @Nullable String readOnlyReason;
    private final LabelFile labels;

    private Workspace(
            Path directory, WorkspaceInfo info, @Nullable WorkspaceLock lock, @Nullable String readOnlyReason) {
        this.directory = directory;
        this.info = info;
        this.lock = lock;
        this.readOnlyReason = readOnlyReason;
        this.labels = new LabelFile(directory.resolve("labels.jsonl"), Clock.systemUTC());
    }

    /**
     * Opens a workspace; an absent or empty folder becomes one.
     *
     * @throws BadInputException if the path is a file, or a folder that holds other things, or its manifest is damaged
     * @throws ResourceException if it has to be made and cannot be written
     * @throws org.latentworkbench.engine.error.UnsupportedException if a newer program made it
     */
    public static Workspace open(Path folder) {
        Path directory = folder.toAbsolutePath().normalize();
        if (Files.exists(directory) && !Files.isDirectory(directory)) {
            throw new BadInputException(directory + " is a file; a workspace is a folder. Name a folder.");
        }
        boolean exists = Files.exists(directory.resolve(MANIFEST));
        if (!exists) {
            prepare(directory);
        }
        WorkspaceLock lock = null;
        String reason = null;
        try {
            lock = WorkspaceLock.take(directory).orElse(null);
            if (lock == null) {
                reason = "it is open in " + WorkspaceLock.holder(directory);
            }
        } catch (IOException e) {
            if (!exists) {
                throw new ResourceException(
                        "Cannot write to the folder " + directory + ". Name a folder that you may write to.", e);
            }
            reason = "its folder cannot be written";
        }
        try {
            if (!exists && lock != null) {
                Manifest.write(directory.resolve(MANIFEST), FORMAT, VERSION, newInfo(directory));
            }
            var info = Manifest.read(directory.resolve(MANIFEST), FORMAT, VERSION, WorkspaceInfo.class);
            if (lock != null) {
                Leftovers.delete(directory, LEFTOVER_DEPTH);
            }
            Workspace opened = new Workspace(directory, info, lock, reason);
            if (lock != null) {
                opened.trash().forget();
            }
            return opened;
        } catch (RuntimeException e) {
            if (lock != null) {
                lock.close();
            }
            throw e;
        }
    }

    /** Whether a folder is a workspace, without opening it. */
    public static boolean isWorkspace(Path folder) {
        return Files.isRegularFile(folder.resolve(MANIFEST));
    }

    /** A legal name close to {@code text} (a file's name, a title), or {@code fallback} if nothing of it can stay. */
    public static String suggestName(String text, String fallback) {
        return Names.suggest(text, fallback);
    }

    /** The folder, absolute. */
    public Path directory() {
        return directory;
    }

    /** The name shown to people. */
    public String name() {
        return info.name();
    }

    /** Whether this process may only read. */
    public boolean readOnly() {
        return readOnlyReason != null;
    }

    /** Why this process may only read, as the end of "read-only because …"; empty if it may write. */
    public Optional<String> readOnlyReason() {
        return Optional.ofNullable(readOnlyReason);
    }

    /** @throws ResourceException if this process may only read */
    public void requireWritable() {
        if (readOnlyReason != null) {
            throw new ResourceException("The workspace " + directory + " is read-only because " + readOnlyReason
                    + ". Close it there, or name another folder with --workspace.");
        }
    }

    /** Names of the language models. */
    public List<String> models() {
        return names(Section.MODELS);
    }

    /** Names of the token corpora. */
    public List<String> corpora() {
        return names(Section.CORPORA);
    }

    /** Names of the activation caches. */
    public List<String> activations() {
        return names(Section.ACTIVATIONS);
    }

    /** Names of the trained or imported autoencoders. */
    public List<String> saes() {
        return names(Section.SAES);
    }

    /** Names of the indexes, each {@code SAE--CORPUS}. */
    public List<String> indexes() {
        return names(Section.INDEXES);
    }

    /** The complete things of a section, in alphabetical order. */
    public List<String> names(Section section) {
        Path folder = directory.resolve(section.folder());
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(child -> !AtomicFile.isTemporary(child))
                    .filter(child -> Files.isRegularFile(child.resolve(section.manifest())))
                    .map(child -> child.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ResourceException("Cannot list " + folder + " (" + e.getMessage() + ").", e);
        }
    }

    /** Where a model of this name lies or would lie. */
    public Path modelDir(String name) {
        return path(Section.MODELS, name);
    }

    /** Where a corpus of this name lies or would lie. */
    public Path corpusDir(String name) {
        return path(Section.CORPORA, name);
    }

    /** Where an activation cache of this name lies or would lie. */
    public Path activationsDir(String name) {
        return path(Section.ACTIVATIONS, name);
    }

    /** Where an autoencoder of this name, and the run that trains it, lies or would lie. */
    public Path saeDir(String name) {
        return path(Section.SAES, name);
    }

    /** Where the index of an autoencoder on a corpus lies or would lie. */
    public Path indexDir(String sae, String corpus) {
        return directory.resolve(Section.INDEXES.folder()).resolve(Names.check(sae) + "--" + Names.check(corpus));
    }

    /** Where a thing of this name lies or would lie; an index's name is {@code SAE--CORPUS}. */
    public Path path(Section section, String name) {
        if (section == Section.INDEXES) {
            int cut = name.indexOf("--");
            if (cut < 0) {
                throw new BadInputException(
                        "\"" + name + "\" is not the name of an index; it has the form SAE--CORPUS.");
            }
            return indexDir(name.substring(0, cut), name.substring(cut + 2));
        }
        return directory.resolve(section.folder()).resolve(Names.check(name));
    }

    /** Whether a complete thing of this name is there. */
    public boolean has(Section section, String name) {
        return Files.isRegularFile(path(section, name).resolve(section.manifest()));
    }

    /**
     * The folder of a thing that must be there.
     *
     * @throws BadInputException if it is not; the message lists what there is and says how to make one
     */
    public Path require(Section section, String name) {
        Path path = path(section, name);
        if (Files.isRegularFile(path.resolve(section.manifest()))) {
            return path;
        }
        List<String> present = names(section);
        String known = present.isEmpty()
                ? "It has none yet; \"" + section.maker() + "\" makes one."
                : "It has: " + String.join(", ", present) + ".";
        throw new BadInputException(
                "There is no " + section.noun() + " \"" + name + "\" in the workspace " + directory + ". " + known);
    }

    /** The indexes of an autoencoder, as corpus names in alphabetical order. */
    public List<String> corporaIndexedFor(String sae) {
        String prefix = Names.check(sae) + "--";
        return indexes().stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .toList();
    }

    /** Labels, notes and stars of an autoencoder's latents. */
    public Labels labels(String sae) {
        return new Labels(this, labels, Names.check(sae));
    }

    /** What was deleted and can still be restored. */
    public Trash trash() {
        return new Trash(this, Clock.systemUTC());
    }

    /** Lists of words for token regexes. */
    public WordLists wordLists() {
        return new WordLists(this);
    }

    /** Gives the right to write back. */
    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }

    private static void prepare(Path directory) {
        try {
            Files.createDirectories(directory);
        } catch (IOException e) {
            throw new ResourceException(
                    "Cannot make the folder " + directory + " (" + Reasons.of(e)
                            + "). Name a folder that you may write to.",
                    e);
        }
        try (Stream<Path> children = Files.list(directory)) {
            boolean foreign =
                    children.map(child -> child.getFileName().toString()).anyMatch(name -> !name.startsWith("."));
            if (foreign) {
                throw new BadInputException(directory + " holds other files and no " + MANIFEST
                        + ", so it is not a workspace. Name a workspace, or a new or empty folder.");
            }
        } catch (IOException e) {
            throw new ResourceException("Cannot read the folder " + directory + " (" + Reasons.of(e) + ").", e);
        }
    }

    private static WorkspaceInfo newInfo(Path directory) {
        String version = Workspace.class.getPackage().getImplementationVersion();
        Path name = directory.getFileName();
        return new WorkspaceInfo(
                name == null ? "workspace" : name.toString(),
                Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
                "Latent Workbench" + (version == null ? "" : " " + version));
    }
}
