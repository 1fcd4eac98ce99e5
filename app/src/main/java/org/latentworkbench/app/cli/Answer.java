package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a command found.
 *
 * @param json a record or a map, printed with snake_case keys; nothing if it was printed already
 * @param text prints it for people
 * @param exitCode 0, or 1 if the finding itself is a failure
 */
record Answer(Optional<Object> json, Consumer<PrintStream> text, int exitCode) {
    static Answer of(Object json, Consumer<PrintStream> text) {
        return new Answer(Optional.of(json), text, 0);
    }

    /** An answer that may be a failure in itself. */
    static Answer of(Object json, Consumer<PrintStream> text, boolean good) {
        return new Answer(Optional.of(json), text, good ? Errors.DONE : Errors.FAILED);
    }

    /** Everything was said already. */
    static Answer none() {
        return new Answer(Optional.empty(), _ -> {}, Errors.DONE);
    }
}
