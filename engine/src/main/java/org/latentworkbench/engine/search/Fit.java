package org.latentworkbench.engine.search;

/** Tells where a {@link Head} fits in documents. Immutable. */
final class Fit {
    private final int[] sets;
    private final boolean everywhere;

    Fit(Head head) {
        sets = head.sets().stream().mapToInt(Integer::intValue).toArray();
        boolean any = true;
        for (int set : sets) {
            any &= set == TokenSets.ANY;
        }
        everywhere = any;
    }

    /** Tokens of the head. */
    int length() {
        return sets.length;
    }

    /** Whether the head fits where its last token is still inside the document. */
    boolean at(DocumentTokens document, int start) {
        if (everywhere) {
            return true;
        }
        int[] classes = document.classes();
        for (int i = 0; i < sets.length; i++) {
            if (!document.sets().holds(sets[i], classes[start + i])) {
                return false;
            }
        }
        return true;
    }
}
