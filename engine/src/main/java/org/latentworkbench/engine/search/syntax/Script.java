package org.latentworkbench.engine.search.syntax;

import java.util.List;
import java.util.OptionalInt;

/**
 * A script that follows the grammar.
 *
 * @param text as written
 * @param lines its lines that are not blank, at least one of them a {@link Phrase}
 * @param within most tokens of a match, where the first phrase began with {@code within{n}}
 */
public record Script(String text, List<Line> lines, OptionalInt within) {
    public Script {
        lines = List.copyOf(lines);
    }

    /** A line that says something. */
    public sealed interface Line {}

    /** {@code name = pattern}, to be used as {@code [name]} on the lines below. */
    public record Definition(String name, Span nameSpan, Pattern pattern) implements Line {}

    /** A part of what is looked for; several are one phrase. */
    public record Phrase(Pattern pattern) implements Line {}
}
