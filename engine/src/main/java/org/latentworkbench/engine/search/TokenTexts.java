package org.latentworkbench.engine.search;

import com.google.re2j.Pattern;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.text.Vocabulary;

/**
 * Which tokens look alike and which pass a regular expression. Each is found out once over the whole vocabulary; regular
 * expressions run in linear time (RE2), so that no pattern can hang. Safe for use by several threads.
 */
final class TokenTexts {
    /** How a regular expression is applied to the text of a token. */
    enum Application {
        /** It describes the whole text. */
        WHOLE,
        /** It describes some part of the text. */
        SEARCH,
        /** It describes the whole of the text, stripped and in lower case. */
        FLEX,
        /** It describes some part of the text, stripped and in lower case. */
        FLEX_SEARCH
    }

    private record Query(String expression, Application application, boolean ignoreCase) {}

    /** {@code twins[id]}: smallest id of the same text; {@code members}: all ids of one text, where there are several. */
    private record Alike(int[] twins, Map<Integer, int[]> members) {}

    private static final int REMEMBERED = 256;

    private final Vocabulary vocabulary;
    private final Map<Query, int[]> passed = new ConcurrentHashMap<>();
    private volatile @Nullable Alike exact;
    private volatile @Nullable Alike folded;

    TokenTexts(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    Vocabulary vocabulary() {
        return vocabulary;
    }

    /** For each id the smallest id that counts as equal: of the same text, or itself when it is no text of its own. */
    int[] twins(boolean ignoreCase) {
        return alike(ignoreCase).twins();
    }

    /** All ids that count as equal to one, ascending. */
    int[] same(int id, boolean ignoreCase) {
        if (id < 0 || id >= vocabulary.size()) {
            return new int[0];
        }
        Alike alike = alike(ignoreCase);
        int twin = alike.twins()[id];
        return alike.members().getOrDefault(twin, new int[] {twin});
    }

    /**
     * The tokens that a regular expression accepts, ascending.
     *
     * @param expression in Python's notation
     * @throws com.google.re2j.PatternSyntaxException if it cannot be read, or needs more than linear time
     */
    int[] passing(String expression, Application application, boolean ignoreCase) {
        Query query = new Query(expression, application, ignoreCase);
        int[] known = passed.get(query);
        if (known != null) {
            return known;
        }
        boolean search = application == Application.SEARCH || application == Application.FLEX_SEARCH;
        boolean flex = application == Application.FLEX || application == Application.FLEX_SEARCH;
        Pattern pattern =
                Pattern.compile(PythonExpression.toRe2(expression, search), ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        int[] ids = new int[vocabulary.size()];
        int count = 0;
        for (int id = 0; id < ids.length; id++) {
            String text = vocabulary.text(id);
            if (flex) {
                text = strip(text).toLowerCase(Locale.ROOT);
            }
            var matcher = pattern.matcher(text);
            if (search ? matcher.find() : matcher.matches()) {
                ids[count++] = id;
            }
        }
        int[] found = Arrays.copyOf(ids, count);
        if (passed.size() >= REMEMBERED) {
            passed.clear();
        }
        passed.put(query, found);
        return found;
    }

    /** Without the white space around it; unlike {@link String#strip} also without no-break spaces. */
    static String strip(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || c == 0x85;
    }

    private Alike alike(boolean ignoreCase) {
        Alike known = ignoreCase ? folded : exact;
        if (known == null) {
            known = compare(ignoreCase);
            if (ignoreCase) {
                folded = known;
            } else {
                exact = known;
            }
        }
        return known;
    }

    private Alike compare(boolean ignoreCase) {
        int size = vocabulary.size();
        int[] twins = new int[size];
        int[] count = new int[size];
        Map<String, Integer> first = HashMap.newHashMap(size);
        for (int id = 0; id < size; id++) {
            twins[id] = id;
            String text = vocabulary.text(id);
            if (vocabulary.isText(id) && !text.isEmpty()) {
                Integer twin = first.putIfAbsent(ignoreCase ? text.toLowerCase(Locale.ROOT) : text, id);
                twins[id] = twin == null ? id : twin;
            }
            count[twins[id]]++;
        }
        Map<Integer, int[]> members = new HashMap<>();
        for (int id = 0; id < size; id++) {
            int twin = twins[id];
            if (count[twin] > 1) {
                int[] ids = members.computeIfAbsent(twin, _ -> new int[] {});
                ids = Arrays.copyOf(ids, ids.length + 1);
                ids[ids.length - 1] = id;
                members.put(twin, ids);
            }
        }
        return new Alike(twins, members);
    }
}
