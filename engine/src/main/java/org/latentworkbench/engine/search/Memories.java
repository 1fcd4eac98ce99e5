package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The memories that occur in one document, numbered, so that equal ones are met once. Values are numbers too: of sequences
 * of tokens that count as equal. For one thread.
 */
final class Memories {
    /** The memory in which nothing is bound. */
    static final int BLANK = 0;

    static final int UNBOUND = -1;

    private record Key(int[] content) {
        @Override
        public int hashCode() {
            return Arrays.hashCode(content);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && Arrays.equals(content, key.content);
        }
    }

    private final int slots;
    private final int[] twins;
    private final List<int[]> memories = new ArrayList<>();
    private final List<int[]> values = new ArrayList<>();
    private final Map<Key, Integer> memoryNumbers = new HashMap<>();
    private final Map<Key, Integer> valueNumbers = new HashMap<>();
    private long[] bound = new long[16];

    Memories(int slots, int[] twins) {
        this.slots = slots;
        this.twins = twins;
        forget();
    }

    /** Starts anew for another document. */
    void forget() {
        memories.clear();
        values.clear();
        memoryNumbers.clear();
        valueNumbers.clear();
        int[] blank = new int[slots];
        Arrays.fill(blank, UNBOUND);
        number(blank);
    }

    int get(int memory, int slot) {
        return memories.get(memory)[slot];
    }

    /** Which places are bound, as bits. */
    long bound(int memory) {
        return bound[memory];
    }

    int with(int memory, int slot, int content) {
        int[] changed = memories.get(memory).clone();
        changed[slot] = content;
        return number(changed);
    }

    /** The same with only some places kept. */
    int keeping(int memory, long live) {
        if ((bound[memory] & ~live) == 0) {
            return memory;
        }
        int[] changed = memories.get(memory).clone();
        for (int slot = 0; slot < slots; slot++) {
            if ((live & 1L << slot) == 0) {
                changed[slot] = UNBOUND;
            }
        }
        return number(changed);
    }

    private int number(int[] memory) {
        Integer known = memoryNumbers.get(new Key(memory));
        if (known != null) {
            return known;
        }
        int number = memories.size();
        memories.add(memory);
        memoryNumbers.put(new Key(memory), number);
        if (number == bound.length) {
            bound = Arrays.copyOf(bound, number * 2);
        }
        long bits = 0;
        for (int slot = 0; slot < slots; slot++) {
            bits |= memory[slot] == UNBOUND ? 0 : 1L << slot;
        }
        bound[number] = bits;
        return number;
    }

    /** The value that some tokens of a document are. */
    int value(DocumentTokens document, int from, int to) {
        int[] tokens = new int[to - from];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = twin(document.token(from + i));
        }
        return valueNumbers.computeIfAbsent(new Key(tokens), _ -> {
            values.add(tokens);
            return values.size() - 1;
        });
    }

    /** The tokens of a value, each as the smallest one that counts as equal. */
    int[] tokens(int value) {
        return values.get(value);
    }

    /** How many of some tokens stand in a document from a place on. */
    int common(DocumentTokens document, int place, int[] tokens) {
        int most = Math.min(tokens.length, document.length() - place);
        int count = 0;
        while (count < most && twin(document.token(place + count)) == tokens[count]) {
            count++;
        }
        return count;
    }

    int twin(int token) {
        return token >= 0 && token < twins.length ? twins[token] : token;
    }
}
