package org.latentworkbench.app.gui.control;

import org.latentworkbench.app.gui.theme.Palette;
import org.latentworkbench.engine.plot.Surface;
import org.latentworkbench.engine.plot.XyPlot;

/**
 * Lines and marks over two axes.
 *
 * @param title what is shown
 * @param plot the data
 */
public record XyFigure(String title, XyPlot plot) implements Figure {
    @Override
    public void draw(Surface surface, double width, double height, double scale, Palette palette) {
        plot.draw(
                surface,
                width,
                height,
                new XyPlot.Look(
                        palette.argb("-color-fg-muted"),
                        palette.argb("-lw-line"),
                        palette.argb("-color-border-default")));
    }

    @Override
    public String asTable() {
        return plot.csv();
    }
}
