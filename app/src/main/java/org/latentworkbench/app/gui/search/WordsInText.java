package org.latentworkbench.app.gui.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latentworkbench.app.gui.control.StripContent;

/** Finds the words of a plain-text query again in the tokens of a context. */
final class WordsInText {
    private static final Pattern PART = Pattern.compile("\"([^\"]+)\"|(\\S+)");

    private WordsInText() {}

    /** The first token that holds one of the words, 0 when none does by itself. */
    static int first(List<String> tokens, String query) {
        return Math.max(0, marked(tokens, query).nextSetBit(0));
    }

    /** A strip with the words underlined. */
    static StripContent underline(StripContent strip, String query) {
        return strip.withMarks(marked(strip.texts(), query), new BitSet());
    }

    private static BitSet marked(List<String> tokens, String query) {
        StringBuilder text = new StringBuilder();
        int[] starts = new int[tokens.size() + 1];
        for (int i = 0; i < tokens.size(); i++) {
            starts[i] = text.length();
            text.append(tokens.get(i).toLowerCase(Locale.ROOT));
        }
        starts[tokens.size()] = text.length();
        BitSet marked = new BitSet();
        for (String word : words(query)) {
            Matcher matcher = Pattern.compile("(?<!\\w)" + Pattern.quote(word)).matcher(text);
            while (matcher.find()) {
                for (int i = 0; i < tokens.size(); i++) {
                    if (starts[i + 1] > matcher.start() && starts[i] < matcher.end()) {
                        marked.set(i);
                    }
                }
            }
        }
        return marked;
    }

    private static List<String> words(String query) {
        List<String> words = new ArrayList<>();
        Matcher matcher = PART.matcher(query.toLowerCase(Locale.ROOT));
        while (matcher.find()) {
            words.add(matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
        }
        return words;
    }
}
