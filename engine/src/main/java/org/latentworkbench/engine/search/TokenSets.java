package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The distinct sets of tokens that a script tests for, and the classes they cut the vocabulary into: tokens of one class
 * pass the same tests, so that matching looks at classes only.
 */
final class TokenSets {
    /** The set of all tokens, also of ids beyond the vocabulary. */
    static final int ANY = 0;

    private record Key(int hash, int[] members) {
        static Key of(int[] members) {
            return new Key(Arrays.hashCode(members), members);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.hash == hash && Arrays.equals(key.members, members);
        }
    }

    private final int vocabulary;
    private final List<int[]> sets = new ArrayList<>();
    private final Map<Key, Integer> known = new HashMap<>();
    private int[] classOf = new int[0];
    private int classes = 1;
    private long[][] classesOfSet = new long[0][];

    TokenSets(int vocabulary) {
        this.vocabulary = vocabulary;
        sets.add(new int[0]);
    }

    /** The number of a set; its members ascend and are not copied. */
    int add(int[] members) {
        return known.computeIfAbsent(Key.of(members), _ -> {
            sets.add(members);
            return sets.size() - 1;
        });
    }

    /** The members of a set other than {@link #ANY}. */
    int[] members(int set) {
        return sets.get(set);
    }

    int vocabulary() {
        return vocabulary;
    }

    /** Cuts the vocabulary into classes; no set is added afterwards. */
    void close() {
        classOf = new int[vocabulary];
        List<Integer> sizes = new ArrayList<>(List.of(vocabulary));
        for (int set = 1; set < sets.size(); set++) {
            Map<Integer, Integer> split = new HashMap<>();
            for (int token : sets.get(set)) {
                int old = classOf[token];
                int fresh = split.computeIfAbsent(old, _ -> {
                    sizes.add(0);
                    return sizes.size() - 1;
                });
                classOf[token] = fresh;
                sizes.set(old, sizes.get(old) - 1);
                sizes.set(fresh, sizes.get(fresh) + 1);
            }
        }
        renumber(sizes);
        classesOfSet = new long[sets.size()][BitWords.words(classes)];
        Arrays.fill(classesOfSet[ANY], -1L);
        for (int set = 1; set < sets.size(); set++) {
            for (int token : sets.get(set)) {
                BitWords.set(classesOfSet[set], classOf[token]);
            }
        }
    }

    /** Drops classes that were emptied by splitting; class 0 stays that of tokens in no set and of unknown ids. */
    private void renumber(List<Integer> sizes) {
        int[] number = new int[sizes.size()];
        classes = 1;
        for (int i = 1; i < number.length; i++) {
            number[i] = sizes.get(i) > 0 ? classes++ : 0;
        }
        for (int token = 0; token < classOf.length; token++) {
            classOf[token] = number[classOf[token]];
        }
    }

    /** Number of classes. */
    int classes() {
        return classes;
    }

    /** The class of a token; of an id beyond the vocabulary, that of tokens in no set. */
    int classOf(int token) {
        return token >= 0 && token < vocabulary ? classOf[token] : 0;
    }

    /** The class of each token of the vocabulary; those of other tokens is 0. Not to be changed. */
    int[] classTable() {
        return classOf;
    }

    /** The classes of a document's tokens. */
    void classes(int[] tokens, int length, int[] into) {
        int[] table = classOf;
        for (int t = 0; t < length; t++) {
            int token = tokens[t];
            into[t] = token >= 0 && token < table.length ? table[token] : 0;
        }
    }

    /** The classes whose tokens a set holds, as bits. */
    long[] classesOf(int set) {
        return classesOfSet[set];
    }

    /** The classes of some tokens of each list, as bits; empty when there are more than 64 classes. */
    long[] classBits(List<int[]> lists) {
        if (classes > Long.SIZE) {
            return new long[0];
        }
        return lists.stream()
                .mapToLong(members -> Arrays.stream(members)
                        .mapToLong(token -> 1L << classOf(token))
                        .reduce(0, (a, b) -> a | b))
                .distinct()
                .toArray();
    }

    boolean holds(int set, int tokenClass) {
        return BitWords.get(classesOfSet[set], tokenClass);
    }
}
