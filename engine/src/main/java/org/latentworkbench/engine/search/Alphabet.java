package org.latentworkbench.engine.search;

/**
 * What an automaton reads of a token: its class, and which elements of the current assignment of variables it equals. A
 * symbol is a class and the number of a combination of elements; combinations are numbered as they are met. For one thread.
 */
final class Alphabet {
    /** Combinations of elements that are told apart: all of four elements, and what usually occurs of more. */
    static final int MOST_COMBINATIONS = 16;

    private final TokenSets sets;
    private final int classes;
    private final int most;
    private final int[] combinations;
    private int count = 1;

    private Alphabet(TokenSets sets, int most) {
        this.sets = sets;
        this.classes = sets.classes();
        this.most = most;
        this.combinations = new int[most];
    }

    /** Classes alone. */
    static Alphabet of(TokenSets sets) {
        return new Alphabet(sets, 1);
    }

    /** Classes and equality with elements of an assignment. */
    static Alphabet withElements(TokenSets sets) {
        return new Alphabet(sets, MOST_COMBINATIONS);
    }

    /** The set that stands for "equal to an element of the assignment" in an automaton. */
    static int same(int element) {
        return -1 - element;
    }

    int symbols() {
        return classes * most;
    }

    /** The symbol of a class and elements given as bits; -1 when there are too many combinations. */
    int symbol(int tokenClass, int elements) {
        if (elements == 0) {
            return tokenClass;
        }
        for (int i = 1; i < count; i++) {
            if (combinations[i] == elements) {
                return i * classes + tokenClass;
            }
        }
        if (count == most) {
            return -1;
        }
        combinations[count] = elements;
        return count++ * classes + tokenClass;
    }

    /** Whether a token with this symbol passes a test of an automaton. */
    boolean passes(int set, int symbol) {
        return set >= 0 ? sets.holds(set, symbol % classes) : (combinations[symbol / classes] & 1 << (-1 - set)) != 0;
    }
}
