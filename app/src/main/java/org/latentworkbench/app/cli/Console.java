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

    private static final String PREVIOUS_LINE_AWAY = "\u001b[1A\u001b[2K";

    /** The streams of this process; the launcher says whether stderr is a terminal, which Java cannot tell. */
    public static Console ofProcess() {
        var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        var err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        boolean terminal = Boolean.getBoolean("latentworkbench.terminal");
        if (terminal) {
            // The JVM has just announced there, on one line, that it uses the Vector API.
            err.print(PREVIOUS_LINE_AWAY);
        }
        return new Console(out, err, terminal, columns(System.getenv().getOrDefault("COLUMNS", "")));
    }

    private static int columns(String value) {
        return value.matches("\\d{2,4}") ? Integer.parseInt(value) : DEFAULT_COLUMNS;
    }
}
