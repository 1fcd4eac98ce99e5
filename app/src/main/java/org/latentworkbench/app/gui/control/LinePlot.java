package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Lines over a common x.
 *
 * @param title what y is
 * @param subtitle its unit or sense, muted
 * @param xName what x is, for copied data
 * @param series back to front
 * @param logarithmic whether y is drawn by powers of ten; values of 0 or less are left out
 * @param fromZero whether a linear y starts at 0 rather than at the least value
 * @param reference a value marked by a dashed line across, with {@code referenceLabel}
 * @param referenceLabel what stands at that line
 */
public record LinePlot(
        String title,
        String subtitle,
        String xName,
        List<LineSeries> series,
        boolean logarithmic,
        boolean fromZero,
        OptionalDouble reference,
        String referenceLabel) {
    /** Copies the list. */
    public LinePlot {
        series = List.copyOf(series);
    }

    /** The plotted numbers as text with tabs: one row a point, named by series. */
    public String asTable() {
        StringBuilder table = new StringBuilder("series\t" + xName + "\t" + title + "\n");
        for (LineSeries line : series) {
            for (int i = 0; i < line.x().length; i++) {
                table.append(line.name())
                        .append('\t')
                        .append(line.x()[i])
                        .append('\t')
                        .append(line.y()[i])
                        .append('\n');
            }
        }
        return table.toString();
    }
}
