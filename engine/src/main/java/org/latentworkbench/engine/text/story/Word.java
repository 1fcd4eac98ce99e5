package org.latentworkbench.engine.text.story;

import java.util.List;

/**
 * An entry of the lexicon.
 *
 * @param base the word or phrase
 * @param second its second form: the plural of a noun, the past tense of a phrase; the base where there is none
 * @param preposition what stands before it for "at that place"; empty if it is no place
 * @param kinds names of its concept and the concept's ancestors, or of its table
 */
record Word(String base, String second, String preposition, List<String> kinds) {
    boolean is(String kind) {
        return kinds.contains(kind);
    }
}
