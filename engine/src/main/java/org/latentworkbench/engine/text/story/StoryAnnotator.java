package org.latentworkbench.engine.text.story;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BugException;
import org.latentworkbench.engine.text.ConceptSpan;
import org.latentworkbench.engine.text.Concepts;

/**
 * Finds what is true of the words of a story. A word of the lexicon has one meaning in all stories, so that looking it up
 * is the truth and not a guess.
 */
final class StoryAnnotator {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z]+|[.!?\"]");
    /** Roots whose words count as mentioned before when they come again. */
    private static final Set<String> THINGS = Set.of("name", "animal", "object", "place", "food");

    private final Concepts concepts;
    private final Map<String, Integer> byForm = new HashMap<>();
    private final Set<Integer> things = new HashSet<>();

    StoryAnnotator(Lexicon lexicon) {
        this.concepts = StoryConcepts.hierarchy(lexicon);
        for (Word word : lexicon.conceptWords()) {
            int id = id(word.base());
            form(word.base(), id);
            form(word.second(), id);
            if (THINGS.contains(word.kinds().getFirst())) {
                things.add(id);
            }
        }
    }

    private void form(String form, int id) {
        Integer old = byForm.put(form, id);
        if (old != null && old != id) {
            throw new BugException("words.txt: the form \"" + form + "\" belongs to two words.");
        }
    }

    private int id(String name) {
        return concepts.find(name).orElseThrow(() -> new BugException("There is no concept \"" + name + "\"."));
    }

    /** The spans of a story's text in the order of their starts. */
    List<ConceptSpan> annotate(String text) {
        List<ConceptSpan> spans = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        int quote = -1;
        boolean sentenceStart = true;
        Matcher matcher = TOKEN.matcher(text);
        while (matcher.find()) {
            String token = matcher.group();
            int start = matcher.start();
            int end = matcher.end();
            switch (token) {
                case "\"" -> {
                    spans.add(new ConceptSpan(start, end, id(StoryConcepts.QUOTATION_MARK)));
                    if (quote >= 0 && start > quote) {
                        spans.add(new ConceptSpan(quote, start, id(StoryConcepts.INSIDE_QUOTES)));
                    }
                    quote = quote < 0 ? end : -1;
                }
                case ".", "!", "?" -> {
                    spans.add(new ConceptSpan(start, end, id(endMark(token))));
                    sentenceStart = true;
                }
                default -> {
                    if (isTail(text, start)) {
                        continue;
                    }
                    // After a quoted question or call the sentence goes on: ..." she asked.
                    if (sentenceStart && Character.isUpperCase(token.charAt(0))) {
                        spans.add(new ConceptSpan(start, end, id(StoryConcepts.SENTENCE_START)));
                    }
                    sentenceStart = false;
                    word(token, start, end, spans, seen);
                }
            }
        }
        spans.sort(Comparator.comparingInt(ConceptSpan::start).thenComparingInt(ConceptSpan::end));
        return spans;
    }

    private void word(String token, int start, int end, List<ConceptSpan> spans, Set<Integer> seen) {
        char letter = Character.toLowerCase(token.charAt(0));
        spans.add(new ConceptSpan(start, end, id(StoryConcepts.FIRST_LETTER + " " + letter)));
        Integer concept = find(token);
        if (concept == null) {
            return;
        }
        spans.add(new ConceptSpan(start, end, concept));
        if (things.contains(concept) && !seen.add(concept)) {
            spans.add(new ConceptSpan(start, end, id(StoryConcepts.MENTIONED_BEFORE)));
        }
    }

    /** Names are written with a capital, so the exact form goes first; other words may have one from their place. */
    private @Nullable Integer find(String token) {
        Integer exact = byForm.get(token);
        return exact != null ? exact : byForm.get(token.toLowerCase(Locale.ROOT));
    }

    private static boolean isTail(String text, int start) {
        return start > 0 && text.charAt(start - 1) == '\'';
    }

    private static String endMark(String mark) {
        return switch (mark) {
            case "?" -> StoryConcepts.QUESTION_MARK;
            case "!" -> StoryConcepts.EXCLAMATION_MARK;
            default -> StoryConcepts.SENTENCE_END;
        };
    }
}
