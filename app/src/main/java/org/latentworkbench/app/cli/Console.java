package org.latentworkbench.app.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/**
 * Where the program speaks: always UTF-8, whatever the locale says, for JSON is and tokens are.
 *
 * @param out results
 * @param err progress, messages and errors
 * @param terminal whether {@code err} is a terminal, on which lines can be drawn over
 * @param columns width of the terminal
 */
public record Console(PrintStream out, PrintStream err, boolean terminal, int columns) {
    private static final int DEFAULT_COLUMNS = 80;

    /** The streams of this process; the launcher says whether stderr is a terminal, which Java cannot tell. */
    public static Console ofProcess() {
        return new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                Boolean.getBoolean("latentworkbench.terminal"),
                columns(System.getenv().getOrDefault("COLUMNS", "")));
    }

    private static int columns(String value) {
        return value.matches("\\d{2,4}") ? Integer.parseInt(value) : DEFAULT_COLUMNS;
    }
}
