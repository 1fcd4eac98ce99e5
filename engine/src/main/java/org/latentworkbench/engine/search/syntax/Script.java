package org.latentworkbench.engine.search.syntax;

import java.util.List;

/**
 * A script that follows the grammar.
 *
 * @param text as written
 * @param lines its lines that are not blank, at least one of them a {@link Phrase}
 */
public record Script(String text, List<Line> lines) {
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
