package org.latentworkbench.engine.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.latentworkbench.engine.error.BadInputException;

/**
 * Reads documents from text files, JSON lines and folders of them, one at a time: memory holds one document, and a text
 * file's document of more than {@link #MAX_CHARACTERS} is given in parts.
 */
public final class Documents {
    /** The line that separates documents in a text file. */
    public static final String SEPARATOR = "<|endoftext|>";

    /** The field of a JSON line that holds the text unless told otherwise. */
    public static final String DEFAULT_FIELD = "text";

    /** Longest document of a text file, in UTF-16 units; a longer one becomes several. */
    public static final int MAX_CHARACTERS = 1 << 22;

    private Documents() {}

    /** As {@link #read(List, String)} with the field {@code "text"}. */
    public static Stream<Document> read(List<Path> paths) {
        return read(paths, DEFAULT_FIELD);
    }

    /**
     * Documents of files and folders in the order given; folders recursively, their files by name. Close the stream.
     *
     * <p>Text is kept as it is, except that line ends become {@code \n} and blank lines around a document are dropped;
     * documents of blanks alone are left out.
     *
     * @param paths files {@code .jsonl} or {@code .ndjson} with one object per line; other files as text, whose documents
     *     are separated by lines {@code <|endoftext|>}; folders of {@code .txt}, {@code .jsonl} and {@code .ndjson} files
     * @param textField the field of a JSON line that holds the text
     * @throws BadInputException if a path is missing, a folder has no such file, or while reading, if a file is not UTF-8
     *     or a line is not as expected; names file and line
     */
    public static Stream<Document> read(List<Path> paths, String textField) {
        List<Path> files = new ArrayList<>();
        paths.forEach(path -> files.addAll(files(path)));
        var iterator = new DocumentIterator(files, textField);
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(iterator::close);
    }

    /** Whether a file holds JSON lines rather than text. */
    static boolean isJsonLines(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        return name.endsWith(".jsonl") || name.endsWith(".ndjson");
    }

    private static List<Path> files(Path path) {
        if (!Files.exists(path)) {
            throw new BadInputException("There is no file or folder " + path + ".");
        }
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path)) {
            List<Path> files = walk.filter(Files::isRegularFile)
                    .filter(Documents::isWanted)
                    .sorted()
                    .toList();
            if (files.isEmpty()) {
                throw new BadInputException(
                        "The folder " + path + " holds no .txt, .jsonl or .ndjson file, nor do the folders in it.");
            }
            return files;
        } catch (IOException | java.io.UncheckedIOException e) {
            throw new BadInputException("Cannot list the folder " + path + " (" + e.getMessage() + ").", e);
        }
    }

    private static boolean isWanted(Path file) {
        String name = file.getFileName().toString();
        return !name.startsWith(".") && (name.toLowerCase(Locale.ROOT).endsWith(".txt") || isJsonLines(file));
    }
}
