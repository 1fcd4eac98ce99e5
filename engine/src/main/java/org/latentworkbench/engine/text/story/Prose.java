package org.latentworkbench.engine.text.story;

import java.util.Locale;
import java.util.regex.Pattern;

/** Polishes expanded text: blanks, paragraphs, capitals at the start of sentences, "a" and "an". */
final class Prose {
    private static final Pattern PARAGRAPH = Pattern.compile("\\s*//\\s*");
    private static final Pattern BLANKS = Pattern.compile(" {2,}");
    private static final Pattern BEFORE_MARK = Pattern.compile(" +([.,!?])");
    private static final Pattern SENTENCE_START = Pattern.compile("(?:^|\\n|[.!?]\"? )[a-z]");
    /** Stands in the grammar before a speech tag: after {@code ?"} the sentence goes on with a small letter. */
    private static final String GOES_ON = "~";

    private static final Pattern ARTICLE = Pattern.compile("\\b([Aa]) (?=[aeiou])(?!one\\b)");

    private Prose() {}

    static String polish(String raw) {
        String text = BLANKS.matcher(raw.strip()).replaceAll(" ");
        text = PARAGRAPH.matcher(text).replaceAll("\n");
        text = BEFORE_MARK.matcher(text).replaceAll("$1");
        text = ARTICLE.matcher(text).replaceAll("$1n ");
        return capitals(text).replace(GOES_ON, "").strip();
    }

    static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private static String capitals(String text) {
        return SENTENCE_START
                .matcher(text)
                .replaceAll(found -> found.group().substring(0, found.group().length() - 1)
                        + capital(found.group().substring(found.group().length() - 1)));
    }
}
