package org.latentworkbench.engine.workspace;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.error.ResourceException;
import org.latentworkbench.engine.file.AtomicFile;

/**
 * The word lists of a workspace, which a token regex names as {@code [literals `NAME`]}: files {@code word-lists/NAME.txt}
 * with one entry in each line. Blanks before an entry count, as everywhere in the language; blank lines do not.
 */
public final class WordLists {
    private static final String SUFFIX = ".txt";
    private static final long MOST_BYTES = 16L << 20;

    private final Workspace workspace;

    WordLists(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Names in alphabetical order. */
    public List<String> names() {
        Path folder = folder();
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> !AtomicFile.isTemporary(file))
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ResourceException("Cannot list " + folder + " (" + Reasons.of(e) + ").", e);
        }
    }

    /** All lists by name. */
    public Map<String, List<String>> all() {
        Map<String, List<String>> lists = new TreeMap<>();
        names().forEach(name -> lists.put(name, read(file(name))));
        return lists;
    }

    /**
     * The entries of a list.
     *
     * @throws BadInputException if there is none of this name
     */
    public List<String> list(String name) {
        Path file = file(Names.check(name));
        if (!Files.isRegularFile(file)) {
            List<String> names = names();
            throw new BadInputException("There is no word list \"" + name + "\" in the workspace "
                    + workspace.directory() + ". "
                    + (names.isEmpty()
                            ? "It has none yet; \"workbench words set NAME --file FILE\" makes one."
                            : "It has: " + String.join(", ", names) + "."));
        }
        return read(file);
    }

    /** Reads entries from a file of the same form. */
    public static List<String> read(Path file) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new BadInputException("The word list " + file + " is larger than 16 MiB. Shorten it.");
            }
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8)
                    .lines()
                    .map(String::stripTrailing)
                    .filter(line -> !line.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new ResourceException("Cannot read the word list " + file + " (" + Reasons.of(e) + ").", e);
        }
    }

    /**
     * Makes or replaces a list.
     *
     * @throws BadInputException if the name cannot be one, or an entry is blank or more than one line
     */
    public void set(String name, List<String> entries) {
        workspace.requireWritable();
        Names.check(name);
        for (String entry : entries) {
            if (entry.isBlank() || entry.lines().count() > 1) {
                throw new BadInputException("\"" + entry + "\" cannot be an entry of a word list: an entry is one line"
                        + " that is not blank.");
            }
        }
        AtomicFile.writeText(
                file(name),
                String.join(
                        "",
                        entries.stream()
                                .map(entry -> entry.stripTrailing() + "\n")
                                .toList()));
    }

    /**
     * Removes a list.
     *
     * @throws BadInputException if there is none of this name
     */
    public void delete(String name) {
        workspace.requireWritable();
        list(name);
        try {
            Files.delete(file(name));
        } catch (IOException e) {
            throw new ResourceException("Cannot delete " + file(name) + " (" + Reasons.of(e) + ").", e);
        }
    }

    private Path file(String name) {
        return folder().resolve(name + SUFFIX);
    }

    private Path folder() {
        return workspace.directory().resolve("word-lists");
    }
}
