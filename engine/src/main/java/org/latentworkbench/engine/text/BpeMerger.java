package org.latentworkbench.engine.text;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** The words of a text as symbols, and how often each pair of neighbours comes; merging a pair updates both. */
final class BpeMerger {
    private record Candidate(long pair, long count) {}

    private final List<int[]> words;
    private final List<Long> counts;
    private final Map<Long, Long> pairs = new HashMap<>();
    private final Map<Long, Set<Integer>> where = new HashMap<>();
    private final PriorityQueue<Candidate> queue = new PriorityQueue<>(
            Comparator.comparingLong(Candidate::count).reversed().thenComparingLong(Candidate::pair));

    BpeMerger(List<int[]> words, List<Long> counts) {
        this.words = words;
        this.counts = counts;
        for (int word = 0; word < words.size(); word++) {
            addPairs(word, new HashSet<>());
        }
        pairs.forEach((pair, count) -> queue.add(new Candidate(pair, count)));
    }

    static int left(long pair) {
        return (int) (pair >>> 32);
    }

    static int right(long pair) {
        return (int) pair;
    }

    /** The most frequent pair, or -1 if none comes twice. */
    long next() {
        while (true) {
            Candidate best = queue.poll();
            if (best == null) {
                return -1;
            }
            long count = pairs.getOrDefault(best.pair(), 0L);
            if (count == best.count()) {
                return count < 2 ? -1 : best.pair();
            }
            // Counts in the queue may be old; one that shrank goes back to its place, one that grew was queued again.
            if (count > 0 && count < best.count()) {
                queue.add(new Candidate(best.pair(), count));
            }
        }
    }

    /** Replaces a pair by one symbol everywhere. */
    void merge(long pair, int symbol) {
        Set<Long> grown = new HashSet<>();
        for (int word : where.getOrDefault(pair, Set.of()).stream().sorted().toList()) {
            removePairs(word);
            words.set(word, merged(words.get(word), left(pair), right(pair), symbol));
            addPairs(word, grown);
        }
        where.remove(pair);
        pairs.remove(pair);
        grown.remove(pair);
        grown.forEach(grownPair -> queue.add(new Candidate(grownPair, pairs.getOrDefault(grownPair, 0L))));
    }

    private static int[] merged(int[] word, int left, int right, int symbol) {
        int[] out = new int[word.length];
        int length = 0;
        for (int i = 0; i < word.length; i++) {
            boolean here = i + 1 < word.length && word[i] == left && word[i + 1] == right;
            out[length++] = here ? symbol : word[i];
            i += here ? 1 : 0;
        }
        return java.util.Arrays.copyOf(out, length);
    }

    private void addPairs(int word, Set<Long> touched) {
        int[] symbols = words.get(word);
        for (int i = 0; i + 1 < symbols.length; i++) {
            long pair = (long) symbols[i] << 32 | symbols[i + 1];
            pairs.merge(pair, counts.get(word), Long::sum);
            where.computeIfAbsent(pair, _ -> new HashSet<>()).add(word);
            touched.add(pair);
        }
    }

    private void removePairs(int word) {
        int[] symbols = words.get(word);
        for (int i = 0; i + 1 < symbols.length; i++) {
            long pair = (long) symbols[i] << 32 | symbols[i + 1];
            pairs.merge(pair, -counts.get(word), Long::sum);
        }
    }
}
