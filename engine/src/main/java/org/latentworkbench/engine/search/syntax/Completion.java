package org.latentworkbench.engine.search.syntax;

/**
 * Something that could be typed at the caret.
 *
 * @param replaced the stretch it takes the place of, ending at the caret
 * @param text what to write there
 * @param kind what it is
 * @param meaning one line for the list, may be empty
 */
public record Completion(Span replaced, String text, Kind kind, String meaning) {
    /** What a completion is. */
    public enum Kind {
        VARIABLE,
        DEFINITION,
        MACRO,
        WORD_LIST,
        CONCEPT,
        LABEL
    }
}
