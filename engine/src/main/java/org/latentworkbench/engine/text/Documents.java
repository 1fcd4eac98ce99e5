package org.latentworkbench.engine.text;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Reads documents from text files, JSON lines and folders of them, one at a time. */
public final class Documents {
    /** The line that separates documents in a text file. */
    public static final String SEPARATOR = "<|endoftext|>";

    /** The field of a JSON line that holds the text unless told otherwise. */
    public static final String DEFAULT_FIELD = "text";

    private Documents() {}

    /** As {@link #read(List, String)} with the field {@code "text"}. */
    public static Stream<Document> read(List<Path> paths) {
        return read(paths, DEFAULT_FIELD);
    }

    /**
     * Documents of files and folders in the order given; folders recursively, their files by name. Close the stream.
     *
     * @param paths {@code .txt} files, whose documents are separated by lines {@code <|endoftext|>}; {@code .jsonl} files
     *     with one object per line; folders of them
     * @param textField the field of a JSON line that holds the text
     * @throws org.latentworkbench.engine.error.BadInputException if a path is missing, a folder has no such file, or while
     *     reading, if a file is not UTF-8 or a line is not as expected
     */
    public static Stream<Document> read(List<Path> paths, String textField) {
        throw new UnsupportedOperationException(paths + textField);
    }
}
