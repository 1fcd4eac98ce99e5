package org.latentworkbench.app.gui.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.latentworkbench.engine.workspace.Workspace;

/** What files and folders are that a person chose or dropped on the window. */
public sealed interface Dropped {
    /** A folder in the Hugging Face layout. */
    record Model(Path folder) implements Dropped {}

    /** Text files, or folders with text files. */
    record Texts(List<Path> paths) implements Dropped {
        /** Copies the list. */
        public Texts {
            paths = List.copyOf(paths);
        }
    }

    /** Activations of another program, or folders of them. */
    record Activations(List<Path> paths) implements Dropped {
        /** Copies the list. */
        public Activations {
            paths = List.copyOf(paths);
        }
    }

    /** A workspace of this program. */
    record OtherWorkspace(Path folder) implements Dropped {}

    /**
     * Nothing that can be taken.
     *
     * @param reason why, and what can be, in one sentence
     */
    record Nothing(String reason) implements Dropped {}

    /** What is taken, for messages. */
    String TAKEN = "a Hugging Face model folder (config.json), texts (txt, jsonl), activations"
            + " (npy, npz, safetensors), a folder of either, or a workspace";

    /** Endings of texts. */
    Set<String> TEXTS = Set.of("txt", "jsonl");

    /** Endings of arrays. */
    Set<String> ARRAYS = Set.of("npy", "npz", "safetensors");

    /** Folders are looked into so far: a person may drop a whole disk. */
    int DEPTH = 4;

    /** Entries of a folder that are looked at. */
    int MOST_ENTRIES = 20_000;

    /** Looks at paths; reads the disk, so call it off the interface thread. */
    static Dropped of(List<Path> paths) {
        if (paths.isEmpty()) {
            return new Nothing("Nothing was dropped. Drop " + TAKEN + ".");
        }
        for (Path path : paths) {
            if (!Files.isReadable(path)) {
                return new Nothing(path + " cannot be read. Check that it is there and that you may read it.");
            }
        }
        Path first = container(paths.getFirst());
        if (Workspace.isWorkspace(first)) {
            return alone(paths, new OtherWorkspace(first), "a workspace");
        }
        if (Files.isRegularFile(first.resolve("config.json"))) {
            return alone(paths, new Model(first), "a model");
        }
        if (paths.stream().allMatch(path -> is(path, TEXTS))) {
            return new Texts(paths);
        }
        if (paths.stream().allMatch(path -> is(path, ARRAYS))) {
            return new Activations(paths);
        }
        Path culprit = paths.stream()
                .filter(path -> !is(path, TEXTS) && !is(path, ARRAYS))
                .findFirst()
                .orElse(null);
        return new Nothing(
                culprit == null
                        ? "These are texts and activations together. Drop one kind at a time."
                        : refusal(culprit));
    }

    private static Dropped alone(List<Path> paths, Dropped one, String what) {
        return paths.size() == 1
                ? one
                : new Nothing(paths.getFirst() + " is " + what + "; drop it alone, not with other files.");
    }

    /** The folder that a model's or a workspace's main file stands for. */
    private static Path container(Path path) {
        String name = name(path);
        Path parent = path.toAbsolutePath().getParent();
        boolean main = name.equals("config.json") || name.equals("model.safetensors") || name.equals("workspace.json");
        return main && parent != null && Files.isRegularFile(path) ? parent : path;
    }

    private static String refusal(Path path) {
        String name = name(path);
        if (name.endsWith(".bin") || name.endsWith(".pt") || name.endsWith(".pth") || name.endsWith(".pkl")) {
            return path + " is a pickle, which can run code when it is read; take a safetensors file instead.";
        }
        return Files.isDirectory(path)
                ? path + " holds neither a model nor texts nor activations. Drop " + TAKEN + "."
                : path + " is of no kind that can be imported. Drop " + TAKEN + ".";
    }

    /** Whether a path is a file of a kind, or a folder that holds one. */
    private static boolean is(Path path, Set<String> kinds) {
        if (!Files.isDirectory(path)) {
            return isFile(path, kinds);
        }
        try (Stream<Path> entries = Files.walk(path, DEPTH)) {
            return entries.limit(MOST_ENTRIES).anyMatch(entry -> isFile(entry, kinds));
        } catch (IOException | UncheckedIOException e) {
            return false;
        }
    }

    private static boolean isFile(Path path, Set<String> kinds) {
        String name = name(path);
        return kinds.contains(name.substring(name.lastIndexOf('.') + 1)) && Files.isRegularFile(path);
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    }
}
