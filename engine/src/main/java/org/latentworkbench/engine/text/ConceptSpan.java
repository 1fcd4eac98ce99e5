package org.latentworkbench.engine.text;

/**
 * A stretch of a text of which a concept is true.
 *
 * @param start index of the first UTF-16 unit
 * @param end index after the last UTF-16 unit
 * @param concept id of the concept
 */
public record ConceptSpan(int start, int end, int concept) {
    /** Checks that it is not empty. */
    public ConceptSpan {
        if (start < 0 || end <= start || concept < 0) {
            throw new IllegalArgumentException("span " + start + ".." + end + " of concept " + concept);
        }
    }
}
