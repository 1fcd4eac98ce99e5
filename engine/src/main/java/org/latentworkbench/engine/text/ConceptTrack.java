package org.latentworkbench.engine.text;

import java.util.List;

/** Which concepts are true of each token of a corpus. Memory-mapped; safe for use by several threads. */
public final class ConceptTrack {
    private final Concepts hierarchy;

    ConceptTrack(Concepts hierarchy) {
        this.hierarchy = hierarchy;
    }

    /** The hierarchy the ids belong to. */
    public Concepts hierarchy() {
        return hierarchy;
    }

    /** All concepts in the order of their ids. */
    public List<Concept> concepts() {
        return hierarchy.all();
    }

    /** Whether a concept is true of the token at a position of the corpus; true of a concept's ancestors as well. */
    public boolean has(long position, int concept) {
        throw new UnsupportedOperationException("position " + position + " concept " + concept);
    }

    /** All concepts that are true of the token at a position, ascending, ancestors included. */
    public int[] at(long position) {
        throw new UnsupportedOperationException("position " + position);
    }
}
