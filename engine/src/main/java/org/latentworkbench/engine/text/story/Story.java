package org.latentworkbench.engine.text.story;

import java.util.List;
import org.latentworkbench.engine.text.ConceptSpan;

/**
 * A story with the truth about its words.
 *
 * @param text its paragraphs, separated by a line feed; ASCII only
 * @param concepts spans of the text in the order of their starts; ids of {@link StoryConcepts#hierarchy()}
 */
public record Story(String text, List<ConceptSpan> concepts) {
    /** Copies the list. */
    public Story {
        concepts = List.copyOf(concepts);
    }
}
