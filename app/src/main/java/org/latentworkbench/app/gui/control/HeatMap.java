package org.latentworkbench.app.gui.control;

import java.util.List;
import java.util.Locale;
import javafx.scene.paint.Color;
import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.engine.plot.ActivationScale;
import org.latentworkbench.engine.plot.Stroke;
import org.latentworkbench.engine.plot.Surface;

/**
 * A matrix of numbers from -1 to 1 as coloured cells: amber for positive, violet for negative ones, stronger the larger.
 *
 * @param title what it shows
 * @param rowNames one for each row, at the left
 * @param columnTitle under the cells
 * @param cells rows of equal length; NaN is drawn as nothing
 * @param ringed cells that are ringed, as row · columns + column
 */
public record HeatMap(
        String title, List<String> rowNames, String columnTitle, List<List<Double>> cells, List<Integer> ringed)
        implements Figure {
    private static final double LEFT = 72;
    private static final double BOTTOM = 22;
    private static final double TOP = 4;
    private static final double RIGHT = 4;
    private static final double SMALL = 11;
    private static final double LEAST_TEXT = 10;

    /** Copies the lists. */
    public HeatMap {
        rowNames = List.copyOf(rowNames);
        cells = List.copyOf(cells);
        ringed = List.copyOf(ringed);
    }

    @Override
    public void draw(Surface surface, double width, double height, double scale, Palette palette) {
        int rows = cells.size();
        int columns = rows == 0 ? 0 : cells.getFirst().size();
        double left = LEFT * scale;
        double top = TOP * scale;
        double space = Math.min(
                (width - left - RIGHT * scale) / Math.max(1, columns),
                (height - top - BOTTOM * scale) / Math.max(1, rows));
        if (columns == 0 || space < 3) {
            return;
        }
        double gap = Math.max(1, Math.round(space / 14));
        int muted = palette.argb("-color-fg-muted");
        for (int row = 0; row < rows; row++) {
            double y = top + row * space;
            if (space >= LEAST_TEXT) {
                surface.text(
                        left - 6 * scale,
                        y + space / 2 + 0.36 * SMALL * scale,
                        rowNames.get(row),
                        SMALL * scale,
                        false,
                        muted,
                        Surface.Anchor.END);
            }
            for (int column = 0; column < columns; column++) {
                double x = left + column * space;
                double value = cells.get(row).get(column);
                int fill = argb(colour(value, palette));
                surface.rectangle(x, y, space - gap, space - gap, Math.min(2, space / 6), fill);
                if (ringed.contains(row * columns + column)) {
                    ring(surface, x, y, space - gap, palette.argb("-color-accent-fg"), scale);
                }
            }
        }
        surface.text(
                left + columns * space / 2,
                top + rows * space + 14 * scale,
                columnTitle,
                SMALL * scale,
                false,
                muted,
                Surface.Anchor.MIDDLE);
    }

    private static void ring(Surface surface, double x, double y, double size, int argb, double scale) {
        Stroke stroke = Stroke.solid(argb, 2 * scale);
        double end = size + 1;
        surface.line(x - 1, y - 1, x + end, y - 1, stroke);
        surface.line(x - 1, y + end, x + end, y + end, stroke);
        surface.line(x - 1, y - 1, x - 1, y + end, stroke);
        surface.line(x + end, y - 1, x + end, y + end, stroke);
    }

    private static Color colour(double value, Palette palette) {
        int stop = ActivationScale.stop(Math.abs(value), 1);
        if (Math.abs(value) < 0.05 || stop == 0) {
            return palette.colour("-lw-track");
        }
        return value > 0 ? palette.activation(stop) : palette.second(stop);
    }

    private static int argb(Color colour) {
        return 0xFF000000
                | (int) Math.round(255 * colour.getRed()) << 16
                | (int) Math.round(255 * colour.getGreen()) << 8
                | (int) Math.round(255 * colour.getBlue());
    }

    @Override
    public String asTable() {
        StringBuilder table = new StringBuilder();
        for (int row = 0; row < cells.size(); row++) {
            table.append(rowNames.get(row));
            for (double value : cells.get(row)) {
                table.append('\t').append(String.format(Locale.ROOT, "%.4f", value));
            }
            table.append('\n');
        }
        return table.toString();
    }
}
