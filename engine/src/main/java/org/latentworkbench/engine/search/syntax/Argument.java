package org.latentworkbench.engine.search.syntax;

import java.util.Optional;

/**
 * An argument of a macro.
 *
 * @param key its name, where it was written as {@code key=value}
 * @param value what was given
 * @param span where it stands
 */
public record Argument(Optional<String> key, Value value, Span span) {
    /** What was given. */
    public sealed interface Value {
        /** Text between backticks, as it stands. */
        record Text(String text) implements Value {}

        /** A whole number. */
        record Whole(int number) implements Value {}

        /** {@code True} or {@code False}. */
        record Flag(boolean on) implements Value {}

        /** A block. */
        record Block(Pattern pattern) implements Value {}
    }
}
