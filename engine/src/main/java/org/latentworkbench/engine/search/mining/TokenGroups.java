package org.latentworkbench.engine.search.mining;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.latentworkbench.engine.search.MatchMask;
import org.latentworkbench.engine.search.RegexEnvironment;
import org.latentworkbench.engine.search.TokenRegex;
import org.latentworkbench.engine.text.Vocabulary;

/**
 * Sets of tokens that one expression describes: kinds of words and marks, common beginnings and endings, one word in any case.
 * Kinds are told by the language itself, so that a set is what the script means.
 */
final class TokenGroups {
    /** Group 0: every token. */
    static final int ANY = 0;

    private static final int FEWEST = 3;
    private static final int LONGEST_AFFIX = 3;

    /** Kinds of tokens, as regular expressions on the whole token. */
    private static final List<String> KINDS = List.of(
            " [A-Z][a-z]+",
            "[A-Z][a-z]+",
            " ?[A-Z].*",
            " [A-Z]",
            " [a-z]+",
            "[a-z]+",
            " .*",
            "[^ ].*",
            "[a-zA-Z]+",
            " ?[a-zA-Z]+",
            " ?[a-z]+",
            " ?[0-9]+",
            " ?[0-9].*",
            " ?[^a-zA-Z0-9 ]+",
            "[.!?]",
            "[.,!?;:]",
            ".*[.!?].*",
            ".*[,;:].*",
            "[,;:]",
            "[.!?,]\"",
            ".*\".*",
            ".*'.*",
            ".*\\n.*",
            ".",
            "..",
            " ?..",
            " ...?",
            "......+");

    private final List<String> scripts = new ArrayList<>();
    private final List<int[]> members = new ArrayList<>();
    private final int[][] groupsOf;

    TokenGroups(RegexEnvironment environment) {
        Vocabulary vocabulary = environment.vocabulary();
        Map<Integer, List<Integer>> groups = new HashMap<>();
        int[] all = new int[vocabulary.size()];
        for (int id = 0; id < all.length; id++) {
            all[id] = id;
        }
        add(".", all, groups);
        for (String kind : KINDS) {
            String script = "[re `" + kind + "`]";
            MatchMask mask = TokenRegex.compile(script, environment).match(all, all.length);
            add(script, mask.positions(), groups);
        }
        affixes(vocabulary).forEach((script, ids) -> {
            add(script, ids.stream().mapToInt(Integer::intValue).toArray(), groups);
        });
        groupsOf = new int[vocabulary.size()][];
        for (int id = 0; id < groupsOf.length; id++) {
            groupsOf[id] = groups.getOrDefault(id, List.of()).stream()
                    .mapToInt(Integer::intValue)
                    .toArray();
        }
    }

    private void add(String script, int[] tokens, Map<Integer, List<Integer>> groups) {
        int group = scripts.size();
        scripts.add(script);
        members.add(tokens);
        for (int token : tokens) {
            groups.computeIfAbsent(token, _ -> new ArrayList<>()).add(group);
        }
    }

    /** Beginnings and endings of words, and words in any case; what is collected is what the expressions mean. */
    private static Map<String, List<Integer>> affixes(Vocabulary vocabulary) {
        Map<String, List<Integer>> affixes = new LinkedHashMap<>();
        Map<String, List<Integer>> words = new LinkedHashMap<>();
        for (int id = 0; id < vocabulary.size(); id++) {
            String text = vocabulary.text(id);
            if (!vocabulary.isText(id) || vocabulary.isSpecial(id)) {
                continue;
            }
            String word = text.strip().toLowerCase(Locale.ROOT);
            if (word.matches("[a-z]+")) {
                words.computeIfAbsent("[flex `" + word + "`]", _ -> new ArrayList<>())
                        .add(id);
            }
            if (!text.matches(" ?[A-Za-z]+")) {
                continue;
            }
            int blank = text.startsWith(" ") ? 1 : 0;
            int letters = text.length() - blank;
            for (int n = 1; n <= Math.min(LONGEST_AFFIX, letters); n++) {
                String begin = "[re `" + text.substring(0, blank + n) + "[A-Za-z]*`]";
                String end = "[re ` ?[A-Za-z]*" + text.substring(text.length() - n) + "`]";
                affixes.computeIfAbsent(begin, _ -> new ArrayList<>()).add(id);
                affixes.computeIfAbsent(end, _ -> new ArrayList<>()).add(id);
            }
        }
        affixes.values().removeIf(ids -> ids.size() < FEWEST);
        words.values().removeIf(ids -> ids.size() < 2);
        affixes.putAll(words);
        return affixes;
    }

    int size() {
        return scripts.size();
    }

    /** One block that matches the group's tokens. */
    String script(int group) {
        return scripts.get(group);
    }

    /** Its tokens, ascending. */
    int[] members(int group) {
        return members.get(group);
    }

    /** The groups a token is in. */
    int[] of(int token) {
        return groupsOf[token];
    }
}
