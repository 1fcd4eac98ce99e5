package org.latentworkbench.engine.search.syntax;

import java.util.Comparator;
import java.util.List;

/** Tells an editor how each stretch of a script is shown. Reads with the language's own parser, line by line. */
public final class Highlighter {
    private Highlighter() {}

    /**
     * The styled stretches of a script, from left to right, without overlaps. A line with an error is styled up to the
     * error. Never fails.
     */
    public static List<StyledSpan> highlight(String script) {
        return ScriptParser.styles(script).stream()
                .sorted(Comparator.comparingInt(
                        (StyledSpan styled) -> styled.span().offset()))
                .toList();
    }
}
