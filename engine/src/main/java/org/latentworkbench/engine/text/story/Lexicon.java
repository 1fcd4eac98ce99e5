package org.latentworkbench.engine.text.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedSet;
import org.latentworkbench.engine.error.BugException;

/** The words that something is known about, by kind; read from {@code words.txt}, which says how it is written. */
final class Lexicon {
    private final Map<String, List<Word>> byKind = new LinkedHashMap<>();
    private final Map<String, Word> byBase = new LinkedHashMap<>();
    private final List<List<String>> conceptPaths = new ArrayList<>();

    private Lexicon() {}

    static Lexicon load() {
        return parse(resource("words.txt"));
    }

    static Lexicon parse(String text) {
        Lexicon lexicon = new Lexicon();
        text.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .forEach(lexicon::line);
        return lexicon;
    }

    static String resource(String name) {
        try (InputStream in = Lexicon.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new BugException("The story resource " + name + " is not in the program.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of a concept (its descendants' included), a table or a choice, in the order of the file. */
    List<Word> of(String kind) {
        List<Word> words = byKind.get(kind);
        if (words == null) {
            throw new BugException("The stories' lexicon has no kind \"" + kind + "\".");
        }
        return words;
    }

    /** The paths of all concepts that have words, from the root, in the order of the file. */
    List<List<String>> conceptPaths() {
        return conceptPaths;
    }

    /** The words of concepts, in the order of the file. */
    List<Word> conceptWords() {
        return byBase.values().stream().filter(word -> !word.kinds().isEmpty()).toList();
    }

    private void line(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            throw new BugException("words.txt: \"" + line + "\" has no colon.");
        }
        String head = line.substring(0, colon).strip();
        String tail = line.substring(colon + 1).strip();
        if (head.startsWith("=")) {
            choice(head.substring(1).strip(), tail);
        } else if (head.startsWith("-")) {
            table(head.substring(1).strip(), tail);
        } else {
            concept(List.of(head.split(" > ")), tail);
        }
    }

    private void concept(List<String> path, String tail) {
        conceptPaths.add(path);
        for (String entry : tail.split(", ")) {
            Word word = word(entry, path);
            if (byBase.put(word.base(), word) != null) {
                throw new BugException("words.txt: \"" + word.base() + "\" stands there twice.");
            }
            path.forEach(
                    kind -> byKind.computeIfAbsent(kind, _ -> new ArrayList<>()).add(word));
        }
    }

    private void table(String name, String tail) {
        byKind.put(
                name,
                Arrays.stream(tail.split(", "))
                        .map(entry -> word(entry, List.of()))
                        .toList());
    }

    private void choice(String name, String tail) {
        SequencedSet<Word> words = new LinkedHashSet<>();
        for (String part : tail.split("\\|")) {
            String item = part.strip();
            Word word = byBase.get(item);
            words.addAll(word == null ? of(item) : List.of(word));
        }
        byKind.put(name, List.copyOf(words));
    }

    private static Word word(String entry, List<String> kinds) {
        String[] forms = entry.split("/");
        String first = forms[0].strip();
        String preposition = "";
        if (kinds.contains("place")) {
            int space = first.indexOf(' ');
            preposition = first.substring(0, space);
            first = first.substring(space + 1);
        }
        return new Word(first, forms.length > 1 ? forms[1].strip() : first, preposition, kinds);
    }
}
