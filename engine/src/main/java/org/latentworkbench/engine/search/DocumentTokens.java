package org.latentworkbench.engine.search;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The document a matcher looks at; its arrays are used again for the next one. For one thread. */
final class DocumentTokens {
    private final TokenSets sets;
    private int[] tokens = new int[0];
    private int[] classes = new int[0];
    private boolean classified;
    private int @Nullable [] symbols;
    private long[][] given = new long[0][];
    private int length;
    private TokenFacts facts = TokenFacts.NONE;

    DocumentTokens(TokenSets sets) {
        this.sets = sets;
    }

    void show(int[] document, int size, TokenFacts known) {
        tokens = document;
        length = size;
        facts = known;
        classified = false;
        symbols = null;
        given = new long[0][];
    }

    /**
     * Shows the same document as seen under an assignment of variables.
     *
     * @param document what is shown
     * @param seen symbol of each token in an {@link Alphabet}
     * @param answers what {@link PositionTest.Given} holds, as bits by place
     */
    void show(DocumentTokens document, int[] seen, long[][] answers) {
        tokens = document.tokens;
        length = document.length;
        facts = document.facts;
        classes = document.classes();
        classified = true;
        symbols = seen;
        given = answers;
    }

    /** Whether the document has a token of each of some sets of classes, each given as bits; for at most 64 classes. */
    boolean holdsAll(long[] wanted) {
        if (wanted.length == 0) {
            return true;
        }
        int[] of = classes();
        long held = 0;
        for (int t = 0; t < length; t++) {
            held |= 1L << of[t];
        }
        for (long set : wanted) {
            if ((held & set) == 0) {
                return false;
            }
        }
        return true;
    }

    /** What automata read of each token; longer than the document. */
    int[] symbols() {
        int[] seen = symbols;
        return seen == null ? classes() : seen;
    }

    TokenSets sets() {
        return sets;
    }

    int length() {
        return length;
    }

    /** The tokens themselves; may be longer than the document. */
    int[] tokens() {
        return tokens;
    }

    int token(int place) {
        return tokens[place];
    }

    /** Class of each token; longer than the document. */
    int[] classes() {
        if (!classified) {
            if (classes.length < length) {
                classes = new int[Math.max(length, classes.length * 2)];
            }
            sets.classes(tokens, length, classes);
            classified = true;
        }
        return classes;
    }

    /** Number of words for one bit at each place between tokens. */
    int placeWords() {
        return BitWords.words(length + 1);
    }

    /** The tokens that pass a test, as bits by token. */
    long[] passing(PositionTest test) {
        long[] bits = new long[placeWords()];
        switch (test) {
            case PositionTest.Given(int number) -> {
                return given[number];
            }
            case PositionTest.Text text -> {
                for (int t = 0; t < length; t++) {
                    if (sets.holds(text.set(), classes()[t])) {
                        BitWords.set(bits, t);
                    }
                }
            }
            case PositionTest.Activation activation -> activations(activation, bits);
            case PositionTest.Concept concept -> {
                boolean[] holds = new boolean[length];
                facts.concept(concept.id(), length, holds);
                for (int t = 0; t < length; t++) {
                    if (holds[t]) {
                        BitWords.set(bits, t);
                    }
                }
            }
            case PositionTest.AllOf all -> {
                fill(bits);
                for (PositionTest part : all.parts()) {
                    long[] other = passing(part);
                    for (int i = 0; i < bits.length; i++) {
                        bits[i] &= other[i];
                    }
                }
            }
            case PositionTest.AnyOf any -> any.parts().forEach(part -> BitWords.or(bits, passing(part)));
            case PositionTest.Not not -> {
                fill(bits);
                long[] other = passing(not.part());
                for (int i = 0; i < bits.length; i++) {
                    bits[i] &= ~other[i];
                }
            }
        }
        return bits;
    }

    private void activations(PositionTest.Activation test, long[] bits) {
        int[] latents = test.latents().stream().mapToInt(Integer::intValue).toArray();
        float[][] values = new float[latents.length][length];
        facts.activations(latents, length, values);
        float[] strongest = values[0];
        for (int i = 1; i < values.length; i++) {
            for (int t = 0; t < length; t++) {
                strongest[t] = Math.max(strongest[t], values[i][t]);
            }
        }
        // Most tokens are silent.
        boolean silence = test.comparison().holds(0, test.bound());
        for (int t = 0; t < length; t++) {
            if (strongest[t] == 0 ? silence : test.comparison().holds(strongest[t], test.bound())) {
                BitWords.set(bits, t);
            }
        }
    }

    private void fill(long[] bits) {
        Arrays.fill(bits, -1L);
        clearAfter(bits, length);
    }

    /** Clears the bits from {@code size} on. */
    static void clearAfter(long[] bits, int size) {
        for (int i = size; i < bits.length * 64; i++) {
            bits[i >> 6] &= ~(1L << i);
        }
    }
}
