package org.latentworkbench.app.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** Columns of text, each as wide as its widest cell; numbers to the right. */
final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();

    Table(String... header) {
        rows.add(List.of(header));
    }

    Table row(String... cells) {
        rows.add(List.of(cells));
        return this;
    }

    void print(PrintStream out) {
        int columns = rows.getFirst().size();
        int[] widths = new int[columns];
        boolean[] numeric = new boolean[columns];
        for (int column = 0; column < columns; column++) {
            numeric[column] = rows.size() > 1;
            for (int row = 0; row < rows.size(); row++) {
                String cell = rows.get(row).get(column);
                widths[column] = Math.max(widths[column], cell.codePointCount(0, cell.length()));
                if (row > 0) {
                    numeric[column] &= cell.isEmpty() || cell.matches("[-+]?[\\d.,]+( ?[%kMG]| [KMG]iB)?|NaN");
                }
            }
        }
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < columns; column++) {
                String cell = row.get(column);
                int blanks = widths[column] - cell.codePointCount(0, cell.length());
                line.append(column == 0 ? "" : GAP);
                if (numeric[column]) {
                    line.repeat(' ', blanks).append(cell);
                } else {
                    line.append(cell).repeat(' ', blanks);
                }
            }
            out.println(line.toString().stripTrailing());
        }
    }

    /** Prints all cells with one character between them, quoted after RFC 4180 where they need it. */
    void printDelimited(PrintStream out, char between) {
        for (List<String> row : rows) {
            var line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                String cell = row.get(column);
                boolean plain = cell.indexOf(between) < 0 && cell.matches("[^\"\r\n]*");
                line.append(column == 0 ? "" : String.valueOf(between))
                        .append(plain ? cell : '"' + cell.replace("\"", "\"\"") + '"');
            }
            out.println(line);
        }
    }
}
