package org.latentworkbench.engine.index;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;

/**
 * The manifest {@code index.json}, written last.
 *
 * @param index what the index is of
 * @param files size of every file that does not change any more, by path relative to the folder
 */
record IndexManifest(IndexInfo index, Map<String, Long> files) {
    static final String FILE = "index.json";
    private static final String FORMAT = "latent-workbench/index";
    private static final int VERSION = 4;

    /** Reads the manifest of a folder and compares the sizes of its files. */
    static IndexManifest read(Path directory) {
        IndexManifest manifest = Manifest.readExactly(
                directory.resolve(FILE), FORMAT, VERSION, IndexManifest.class, "Build the index again.");
        IndexInfo info = manifest.index;
        int[] prefixes = info.prefixes();
        if (info.latents() < 1
                || info.contexts() < 0
                || info.tokens() < 0
                || info.activations() < 0
                || prefixes.length == 0
                || prefixes[prefixes.length - 1] != info.latents()) {
            throw new BadInputException(directory.resolve(FILE) + " is damaged: its counts contradict each other.");
        }
        manifest.files.forEach((name, size) -> check(directory.resolve(name), size));
        return manifest;
    }

    void write(Path directory) {
        Manifest.write(directory.resolve(FILE), FORMAT, VERSION, this);
    }

    /** Sizes of all files of a folder. */
    static Map<String, Long> sizes(Path directory) throws IOException {
        Map<String, Long> sizes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                sizes.put(directory.relativize(file).toString().replace('\\', '/'), Files.size(file));
            }
        }
        return sizes;
    }

    private static void check(Path file, long expected) {
        try {
            if (!Files.isRegularFile(file)) {
                throw new BadInputException("The index lacks " + file + ". Copy or build it again.");
            }
            if (Files.size(file) != expected) {
                throw new BadInputException(file + " holds " + Files.size(file) + " bytes, the index says " + expected
                        + ". It may be cut off; copy or build the index again.");
            }
        } catch (IOException e) {
            throw new BadInputException("Cannot read " + file + " (" + e.getMessage() + ").", e);
        }
    }
}
