package org.latentworkbench.app.cli;

import java.io.PrintStream;
import org.latentworkbench.engine.error.BadInputException;
import picocli.CommandLine.Option;

/** How a table is printed. */
final class TableOptions {
    @Option(
            names = "--format",
            paramLabel = "table|csv|tsv",
            defaultValue = "table",
            description = "How rows are printed (default: ${DEFAULT-VALUE}).")
    String format = "table";

    void print(Table table, PrintStream out) {
        switch (format) {
            case "table" -> table.print(out);
            case "csv" -> table.printDelimited(out, ',');
            case "tsv" -> table.printDelimited(out, '\t');
            default -> throw new BadInputException("There is no format \"" + format + "\"; choose table, csv or tsv.");
        }
    }

    /** Refuses an unknown format before anything is computed. */
    void check() {
        if (!format.matches("table|csv|tsv")) {
            throw new BadInputException("There is no format \"" + format + "\"; choose table, csv or tsv.");
        }
    }

    /** Whether figures should keep all digits. */
    boolean isForPrograms() {
        return !format.equals("table");
    }
}
