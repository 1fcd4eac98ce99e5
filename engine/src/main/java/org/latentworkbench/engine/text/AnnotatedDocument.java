package org.latentworkbench.engine.text;

import java.util.List;

/**
 * A document with the truth about its words.
 *
 * @param document the text
 * @param concepts spans of the text, in any order; each holds for its concept and, implied, for the concept's ancestors
 */
public record AnnotatedDocument(Document document, List<ConceptSpan> concepts) {
    /** Copies the list. */
    public AnnotatedDocument {
        concepts = List.copyOf(concepts);
    }
}
