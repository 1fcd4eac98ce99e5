package org.latentworkbench.engine.text.story;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.text.Concept;
import org.latentworkbench.engine.text.Concepts;

/**
 * The hierarchy of what is known about the words of a story: kinds of words down to the single word (name &gt; person name
 * &gt; female name &gt; Lily), where a word stands (inside quotes, start and end of a sentence), what it begins with, and
 * whether it has come before.
 */
public final class StoryConcepts {
    /** True between the quotation marks of speech, the marks themselves excluded. */
    public static final String INSIDE_QUOTES = "inside quotes";

    /** True of the quotation marks. */
    public static final String QUOTATION_MARK = "quotation mark";

    /** True of the first word of a sentence. */
    public static final String SENTENCE_START = "sentence start";

    /** True of the full stop, exclamation mark or question mark that ends a sentence. */
    public static final String SENTENCE_END = "sentence end";

    /** True of the question mark that ends a sentence; a kind of {@link #SENTENCE_END}. */
    public static final String QUESTION_MARK = "question mark";

    /** True of the exclamation mark that ends a sentence; a kind of {@link #SENTENCE_END}. */
    public static final String EXCLAMATION_MARK = "exclamation mark";

    /** True of every word; its children are "first letter a" to "first letter z". */
    public static final String FIRST_LETTER = "first letter";

    /** True of a name, animal, object, place or food that the story has named before: what induction can copy. */
    public static final String MENTIONED_BEFORE = "mentioned before";

    private StoryConcepts() {}

    /** All concepts of the stories; equal at every call. */
    public static Concepts hierarchy() {
        return hierarchy(Lexicon.load());
    }

    static Concepts hierarchy(Lexicon lexicon) {
        Map<String, Integer> ids = new LinkedHashMap<>();
        List<Concept> concepts = new ArrayList<>();
        for (List<String> path : lexicon.conceptPaths()) {
            int parent = -1;
            for (String name : path) {
                parent = add(concepts, ids, name, parent);
            }
        }
        for (Word word : lexicon.conceptWords()) {
            if (ids.containsKey(word.base())) {
                throw new BugException("words.txt: \"" + word.base() + "\" is a kind and a word at once.");
            }
            add(concepts, ids, word.base(), ids.getOrDefault(word.kinds().getLast(), -1));
        }
        add(concepts, ids, INSIDE_QUOTES, -1);
        add(concepts, ids, QUOTATION_MARK, -1);
        add(concepts, ids, SENTENCE_START, -1);
        int end = add(concepts, ids, SENTENCE_END, -1);
        add(concepts, ids, QUESTION_MARK, end);
        add(concepts, ids, EXCLAMATION_MARK, end);
        add(concepts, ids, MENTIONED_BEFORE, -1);
        int letters = add(concepts, ids, FIRST_LETTER, -1);
        for (char letter = 'a'; letter <= 'z'; letter++) {
            add(concepts, ids, FIRST_LETTER + " " + letter, letters);
        }
        return new Concepts(concepts);
    }

    private static int add(List<Concept> concepts, Map<String, Integer> ids, String name, int parent) {
        return ids.computeIfAbsent(name, key -> {
            concepts.add(new Concept(concepts.size(), key, parent));
            return concepts.size() - 1;
        });
    }
}
